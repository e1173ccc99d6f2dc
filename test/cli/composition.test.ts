import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { regionOfStage } from '../../cli/composition/stage-region.ts';
import { openPlace } from '../../cli/composition.ts';
import { freePort } from '../../local/engines/dynamodb.ts';
import { type House, openHouse, registerFiles, run, type Said } from './house.ts';

type Answer = { status: number; body: string; type?: string };

/** A server on this machine that answers as it is told. */
const serve = async (
  answer: (body: string, path: string) => Answer,
): Promise<{ url: string; stop(): Promise<void> }> => {
  const server: Server = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk: Buffer) => {
      body += chunk.toString('utf8');
    });
    request.on('end', () => {
      const { status, body: text, type = 'application/json' } = answer(body, request.url ?? '');
      response.writeHead(status, { 'content-type': type }).end(text);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no address');
  return {
    url: `http://127.0.0.1:${address.port}`,
    stop: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
};

let house: House;
let folder: string;
const stops: (() => Promise<void>)[] = [];

beforeAll(async () => {
  house = await openHouse();
});
afterAll(() => house?.stop());
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'ward-plans-place-'));
});
afterEach(async () => {
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true, force: true });
  await Promise.all(stops.splice(0).map((stop) => stop()));
});

const started = async (answer: Parameters<typeof serve>[0]): Promise<string> => {
  const server = await serve(answer);
  stops.push(server.stop);
  return server.url;
};

const cli = (...args: string[]): Promise<Said> => run([...args, '--lang', 'en'], { openPlace, dataFolder: folder });

describe('the local run', () => {
  const runFile = (url: string) => ({
    pid: 1,
    baseUrl: url,
    consoleUrl: `${url}/__local/`,
    region: 'ap-southeast-1',
    endpoints: { dynamodb: house.endpoint, s3: url, sesv2: url },
    tableName: house.tableName,
    bucketName: 'documents',
    environment: { AWS_ACCESS_KEY_ID: 'local', AWS_SECRET_ACCESS_KEY: 'local' },
  });
  const leave = (content: unknown): void => writeFileSync(join(folder, 'run.json'), JSON.stringify(content));

  it('is found by the file that it leaves, with the time of its own clock', async () => {
    const url = await started((_, path) =>
      path === '/__local/health'
        ? { status: 200, body: '{"status":"ok","now":"2018-03-09T10:54:00.000Z"}' }
        : { status: 404, body: '{}' },
    );
    leave(runFile(url));
    expect((await cli('import', ...registerFiles)).out).toContain('people 19');
    expect((await cli('open', 'examples/cau-giay-2018/directive.yaml')).code).toBe(0);
    expect((await house.services.directives.load('cau-giay-2018'))?.openedAt).toBe('2018-03-09T10:54:00.000Z');
  });

  it('is said to be missing where there is no file', async () => {
    const { code, err } = await cli('list');
    expect(code).toBe(1);
    expect(err).toBe(
      `No local run is at work in ${folder}. Run "npm start" in another window, or add --stage NAME to work on AWS.\n`,
    );
  });

  it('is said to be missing where a run that was killed has left its file', async () => {
    leave(runFile(`http://127.0.0.1:${await freePort()}`));
    expect((await cli('list')).err).toContain('No local run is at work');
  });

  it('is not taken from a file of another shape', async () => {
    leave({ tableName: 'x' });
    expect((await cli('list')).err).toContain('run.json cannot be read');
    writeFileSync(join(folder, 'run.json'), '{');
    expect((await cli('list')).err).toContain('run.json cannot be read');
  });
});

describe('a stage on AWS', () => {
  const stack = (outputs: Record<string, string>): Answer => ({
    status: 200,
    type: 'text/xml',
    body: `<DescribeStacksResponse xmlns="http://cloudformation.amazonaws.com/doc/2010-05-15/"><DescribeStacksResult><Stacks><member><StackName>x</StackName><CreationTime>2018-03-09T10:54:00Z</CreationTime><StackStatus>CREATE_COMPLETE</StackStatus><Outputs>${Object.entries(
      outputs,
    )
      .map(([key, value]) => `<member><OutputKey>${key}</OutputKey><OutputValue>${value}</OutputValue></member>`)
      .join('')}</Outputs></member></Stacks></DescribeStacksResult></DescribeStacksResponse>`,
  });
  const fault = (status: number, code: string, message: string): Answer => ({
    status,
    type: 'text/xml',
    body: `<ErrorResponse xmlns="http://cloudformation.amazonaws.com/doc/2010-05-15/"><Error><Type>Sender</Type><Code>${code}</Code><Message>${message}</Message></Error></ErrorResponse>`,
  });
  const noStack = fault(400, 'ValidationError', 'Stack with id ward-plans-x-records does not exist');

  beforeEach(() => {
    for (const name of Object.keys(process.env).filter((one) => one.startsWith('AWS_'))) vi.stubEnv(name, undefined);
    vi.stubEnv('AWS_ACCESS_KEY_ID', 'key');
    vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'secret');
    vi.stubEnv('AWS_CONFIG_FILE', '/dev/null');
    vi.stubEnv('AWS_SHARED_CREDENTIALS_FILE', '/dev/null');
    vi.stubEnv('AWS_EC2_METADATA_DISABLED', 'true');
    vi.stubEnv('AWS_ENDPOINT_URL_DYNAMODB', house.endpoint);
  });
  const onStage = async (answer: Parameters<typeof serve>[0], ...args: string[]): Promise<Said> => {
    vi.stubEnv('AWS_ENDPOINT_URL_CLOUDFORMATION', await started(answer));
    return cli(...args, '--stage', 'x', '--region', 'ap-southeast-1');
  };

  it('is found through the outputs of its stacks', async () => {
    const asked: string[] = [];
    const { code, err } = await onStage((body) => {
      asked.push(/StackName=([\w-]+)/.exec(body)?.[1] ?? '');
      return stack(
        body.includes('records')
          ? { TableName: house.tableName, DocumentsBucketName: 'documents' }
          : { BaseUrl: 'https://x.example' },
      );
    }, 'list');
    expect([code, err]).toEqual([0, '']);
    expect(asked).toEqual(['ward-plans-x-records', 'ward-plans-x-service']);
  });

  it('is warned of when nothing there sends letters', async () => {
    const records = stack({ TableName: house.tableName, DocumentsBucketName: 'documents' });
    const answer = (body: string) => (body.includes('records') ? records : noStack);
    await onStage(answer, 'import', ...registerFiles);
    const { code, err } = await onStage(answer, 'open', 'examples/cau-giay-2018/directive.yaml');
    expect(code).toBe(0);
    expect(err).toContain('nothing sends mail in this stage yet');
  });

  it.each([
    ['an unknown stage', noStack, 'There is no stage "x" in the region ap-southeast-1.'],
    ['a stage without a table', stack({}), 'is not deployed completely'],
    [
      'a table that is gone',
      stack({ TableName: 'gone', DocumentsBucketName: 'documents' }),
      'The table was not found.',
    ],
    ['credentials that have expired', fault(403, 'ExpiredToken', 'The security token is expired'), 'Log in again.'],
    ['credentials that nobody knows', fault(403, 'InvalidClientTokenId', 'unknown'), 'does not accept the credentials'],
    ['a permission that is missing', fault(403, 'AccessDenied', 'not authorized'), 'do not allow that: not authorized'],
    ['something unforeseen', fault(400, 'Whatever', 'odd'), 'Something unexpected went wrong: Whatever: odd.'],
  ])('is told apart from %s', async (_, answer, message) => {
    const { code, out, err } = await onStage(() => answer, 'list');
    expect([code, out]).toEqual([1, '']);
    expect(err).toContain(message);
    expect(err).not.toMatch(/\n\s+at /);
  });

  it('says that AWS is busy when it refuses again and again', async () => {
    vi.stubEnv('AWS_MAX_ATTEMPTS', '1');
    const { code, err } = await onStage(() => fault(400, 'Throttling', 'Rate exceeded'), 'list');
    expect(code).toBe(1);
    expect(err).toContain('AWS is busy');
  });

  it('says that there is no connection', async () => {
    vi.stubEnv('AWS_ENDPOINT_URL_CLOUDFORMATION', `http://127.0.0.1:${await freePort()}`);
    const { code, err } = await cli('list', '--stage', 'x', '--region', 'ap-southeast-1');
    expect(code).toBe(1);
    expect(err).toContain('No connection.');
  });

  it('lies in the region that its own file names, unless another is asked for', async () => {
    vi.stubEnv('AWS_REGION', 'eu-west-1');
    vi.stubEnv('AWS_ENDPOINT_URL_CLOUDFORMATION', await started(() => noStack));
    expect((await cli('list', '--stage', 'example')).err).toContain('in the region ap-southeast-1.');
    expect((await cli('list', '--stage', 'example', '--region', 'eu-west-3')).err).toContain('region eu-west-3.');
    writeFileSync(join(folder, 'x.json'), '{"region": 1}');
    expect(() => regionOfStage('x', folder)).toThrow('place.stage_file_unreadable');
    expect(regionOfStage('nothing', folder)).toBeUndefined();
  });

  it('says that credentials or the region are missing', async () => {
    expect((await cli('list', '--stage', 'x')).err).toContain('The AWS region is unknown.');
    vi.stubEnv('AWS_ACCESS_KEY_ID', undefined);
    vi.stubEnv('AWS_SECRET_ACCESS_KEY', undefined);
    expect((await cli('list', '--stage', 'x', '--region', 'eu-west-1')).err).toContain('There are no AWS credentials.');
  });
});

describe('the program itself', () => {
  const program = (...args: string[]): Promise<Said> =>
    new Promise((resolve, reject) => {
      const child = spawn(process.execPath, ['cli/bin.mjs', ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
      let [out, err] = ['', ''];
      child.stdout.on('data', (chunk: Buffer) => {
        out += chunk.toString('utf8');
      });
      child.stderr.on('data', (chunk: Buffer) => {
        err += chunk.toString('utf8');
      });
      child.once('error', reject);
      child.once('close', (code) => resolve({ code: code ?? -1, out, err }));
    });

  it('runs as an installed command and ends with the code of its command', async () => {
    const help = await program('help', '--lang', 'en');
    expect(help).toMatchObject({ code: 0, err: '' });
    expect(help.out).toContain('Usage: ward-plans COMMAND');
    expect(await program('opne')).toMatchObject({ code: 2, out: '' });
    expect(await program('list', '--data', folder)).toMatchObject({ code: 1, out: '' });
  });
});
