import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import * as z from 'zod';
import { freePort } from '../../local/engines/dynamodb.ts';
import { readOptions } from '../../local/options.ts';
import { pause, processIdentity } from '../../local/processes.ts';
import { temporaryFolder } from './support.ts';

const root = join(import.meta.dirname, '..', '..');
const cleanUps: (() => void | Promise<void>)[] = [];

afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0).reverse()) await cleanUp();
});

function folderOfItsOwn(): string {
  const folder = temporaryFolder();
  cleanUps.push(() => folder.remove());
  return folder.path;
}

/** `npm start` as people run it, but for npm. */
const npmStart = (...args: string[]) => runs('local/start.ts', ...args);

function runs(program: string, ...args: string[]) {
  const child = spawn(process.execPath, ['--import', 'tsx', program, ...args], { cwd: root, stdio: 'pipe' });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk: Buffer) => {
      output += chunk.toString('utf8');
    });
  }
  const ended = new Promise<{ code: number | null; output: string }>((resolve) => {
    child.once('close', (code) => resolve({ code, output }));
  });
  cleanUps.push(async () => {
    child.kill('SIGTERM');
    await ended;
  });
  return { child, ended, output: () => output };
}

type Started = ReturnType<typeof npmStart>;

async function ready({ child, output }: Started, sign = 'Ctrl-C'): Promise<void> {
  while (!output().includes(sign)) {
    if (child.exitCode !== null) throw new Error(`it ended before it was ready: ${output()}`);
    await pause(50);
  }
}

/** The processes that this process started and that still run. */
function childrenOf({ pid }: ChildProcess): number[] {
  const found = spawnSync('pgrep', ['-P', String(pid)], { encoding: 'utf8' });
  return found.stdout.trim().split('\n').map(Number);
}

function enginePid(folder: string): number {
  const file = readFileSync(join(folder, 'dynamodb', 'dynamodb.pid'), 'utf8');
  return z.object({ pid: z.int() }).parse(JSON.parse(file)).pid;
}

const clockSchema = z.object({ now: z.iso.datetime() });
const runFileSchema = z.object({ pid: z.int(), baseUrl: z.string(), endpoints: z.object({ dynamodb: z.string() }) });
const readRunFile = (folder: string) => runFileSchema.parse(JSON.parse(readFileSync(join(folder, 'run.json'), 'utf8')));

describe('npm run demo', () => {
  it('leaves nothing running after Ctrl-C in the middle of its story', async () => {
    const folder = folderOfItsOwn();
    const demo = runs('local/demo.ts', '--data', folder);
    await ready(demo, 'uploads');
    const children = childrenOf(demo.child);
    expect(children).toContain(enginePid(folder));
    demo.child.kill('SIGINT');
    const { code, output } = await demo.ended;
    expect(code).toBe(130);
    expect(output.trimEnd()).toMatch(/Stopping \.\.\.$/);
    for (const child of children) expect(processIdentity(child)).toBeUndefined();
  });

  it('names an option that it does not have', async () => {
    const { code, output } = await runs('local/demo.ts', '--jsn').ended;
    expect(code).toBe(1);
    expect(output).toMatch(/^Unknown option '--jsn'.*--json/s);
    expect(output).not.toMatch(/\n\s+at /);
  });
});

describe('npm start', () => {
  it('says where to look, answers there, lets no second run in, and after Ctrl-C leaves nothing running', async () => {
    const folder = folderOfItsOwn();
    const port = await freePort();
    const run = npmStart('--data', folder, '--port', String(port), '--empty', '--clock', '2018-03-09T17:54:00+07:00');
    await ready(run);
    const baseUrl = `http://127.0.0.1:${port}`;
    expect(run.output()).toContain(`Ready: ${baseUrl}\n`);
    expect(run.output()).toContain(`${baseUrl}/__local/`);
    expect(readRunFile(folder)).toMatchObject({ pid: run.child.pid, baseUrl });
    const { now } = clockSchema.parse(await (await fetch(`${baseUrl}/__local/clock`)).json());
    expect(now).toMatch(/^2018-03-09T1[01]:/);

    const second = await npmStart('--data', folder, '--port', '0', '--empty').ended;
    expect(second.code).toBe(1);
    expect(second.output).toContain('already at work');
    expect(second.output).toContain(`open ${baseUrl}\n`);

    const children = childrenOf(run.child);
    expect(children).toContain(enginePid(folder));
    run.child.kill('SIGINT');
    expect((await run.ended).code).toBe(0);
    for (const child of children) expect(processIdentity(child)).toBeUndefined();
    expect(() => readRunFile(folder)).toThrow();
  });

  it('starts again in a folder that a killed run left behind, and stops with a clear message when an engine dies', async () => {
    const folder = folderOfItsOwn();
    const killed = npmStart('--data', folder, '--port', '0', '--empty');
    await ready(killed);
    const leftBehind = enginePid(folder);
    killed.child.kill('SIGKILL');
    await killed.ended;
    expect(processIdentity(leftBehind)).toBeDefined();

    const again = npmStart('--data', folder, '--port', '0', '--empty');
    await ready(again);
    expect(processIdentity(leftBehind)).toBeUndefined();
    process.kill(enginePid(folder), 'SIGKILL');
    const { code, output } = await again.ended;
    expect(code).toBe(1);
    expect(output).toContain('The DynamoDB engine has ended');
  });

  it('names the port that is taken and how to choose another', async () => {
    const taken = createServer();
    await new Promise<void>((resolve) => taken.listen(0, '127.0.0.1', resolve));
    cleanUps.push(() => new Promise<void>((resolve) => taken.close(() => resolve())));
    const address = taken.address();
    const port = address !== null && typeof address === 'object' ? address.port : 0;
    const { code, output } = await npmStart('--data', folderOfItsOwn(), '--port', String(port)).ended;
    expect(code).toBe(1);
    expect(output).toContain(`Port ${port} of 127.0.0.1 is in use`);
    expect(output).toContain('--port');
    expect(output).not.toContain('    at ');
  });
});

describe('the command line of npm start', () => {
  it.each([
    [['--port', 'many'], '--port'],
    [['--port', '70000'], '65535'],
    [['--clock', 'yesterday'], '2018-03-09T17:54:00+07:00'],
    [['--clock', '2018-03-09T17:54'], '2018-03-09T17:54:00+07:00'],
    [['--colour'], '--colour'],
  ])('explains what is wrong with %j', (args, said) => {
    expect(() => readOptions(args, {})).toThrow(said);
  });

  it('takes the port from the variable PORT unless an option names one', () => {
    expect(readOptions([], {}).port).toBe(8700);
    expect(readOptions([], { PORT: '9000' }).port).toBe(9000);
    expect(readOptions(['--port', '9001'], { PORT: '9000' }).port).toBe(9001);
  });

  it('takes an instant with its offset', () => {
    expect(readOptions(['--clock', '2018-03-09T17:54+07:00'], {}).clockStart).toEqual(new Date('2018-03-09T10:54:00Z'));
  });
});
