import { GetObjectTaggingCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as z from 'zod';
import { eicar, scanOrder } from '../../local/engines/malware-scan/answers.ts';
import type { LocalRun } from '../../local/run.ts';
import { putRows, rowValue, startTestRun, temporaryFolder } from './support.ts';

const folder = temporaryFolder();
let run: LocalRun;

beforeAll(async () => {
  run = await startTestRun({ folder: folder.path });
});

afterAll(async () => {
  await run.stop();
  folder.remove();
});

const echoSchema = z.object({
  event: z.record(z.string(), z.unknown()),
  env: z.record(z.string(), z.string()),
  now: z.iso.datetime(),
});

describe('the HTTP API', () => {
  it('gives a function its own environment from the template, with local values', async () => {
    const { env, now } = echoSchema.parse(await (await fetch(`${run.baseUrl}/any/path`)).json());
    expect(env).toMatchObject({
      STAGE: 'local',
      TABLE_NAME: run.tableName,
      DOCUMENTS_BUCKET: run.bucketName,
      BASE_URL: run.baseUrl,
      SENDER_ADDRESS: 'ke-hoach@caugiay.example',
      CONFIGURATION_SET: 'ward-plans-local',
      POWERTOOLS_SERVICE_NAME: 'web',
      AWS_ENDPOINT_URL_DYNAMODB: run.endpoints.dynamodb,
      AWS_ENDPOINT_URL_S3: run.endpoints.s3,
    });
    expect(now.slice(0, 10)).toBe('2018-03-09');
  });

  it('hands over a request in payload format 2.0', async () => {
    const response = await fetch(`${run.baseUrl}/l/h%C3%B2a?x=1&x=%202`, {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded', cookie: 'a=1; b=2', 'x-own': 'yes' },
      body: 'choice=approve',
    });
    const { event } = echoSchema.parse(await response.json());
    expect(event).toMatchObject({
      version: '2.0',
      routeKey: '$default',
      rawPath: '/l/hòa',
      rawQueryString: 'x=1&x=%202',
      queryStringParameters: { x: '1, 2' },
      cookies: ['a=1', 'b=2'],
      headers: { 'x-own': 'yes', 'x-forwarded-proto': 'http' },
      body: Buffer.from('choice=approve').toString('base64'),
      isBase64Encoded: true,
      requestContext: { stage: '$default', http: { method: 'POST', path: '/l/hòa' } },
    });
    expect(response.headers.getSetCookie()).toEqual(['one=1', 'two=2']);
  });

  it('answers binary bodies as bytes', async () => {
    const response = await fetch(`${run.baseUrl}/binary`);
    expect(response.headers.get('content-type')).toBe('application/pdf');
    expect([...new Uint8Array(await response.arrayBuffer())]).toEqual([0, 255, 254, 1]);
  });

  it('answers a failing function with the message of API Gateway and notes the failure', async () => {
    const response = await fetch(`${run.baseUrl}/fault`);
    expect(response.status).toBe(500);
    expect(await response.json()).toEqual({ message: 'Internal Server Error' });
    expect(run.journal.invocations()[0]).toMatchObject({
      functionName: 'web',
      outcome: 'failed',
      summary: 'Error: as asked',
    });
  });

  it('refuses bodies over 10 MB as API Gateway does', async () => {
    const response = await fetch(`${run.baseUrl}/any`, { method: 'POST', body: Buffer.alloc(10 * 1024 * 1024 + 1) });
    expect(response.status).toBe(413);
  });
});

describe('the table stream', () => {
  it('delivers new rows of the filtered kind in order, and no others', async () => {
    await putRows(run, [
      { pk: 'order', sk: 'first', entity: 'mail' },
      { pk: 'order', sk: 'ignored', entity: 'plan' },
      { pk: 'order', sk: 'second', entity: 'mail' },
      { pk: 'order', sk: 'third', entity: 'mail' },
    ]);
    await run.settle();
    expect(await rowValue(run, 'seen', 'send-mail')).toMatch(/first,second,third$/);
  });

  it('puts a row aside that fails every time, and goes on with those behind it', async () => {
    await putRows(run, [
      { pk: 'poison', sk: 'good-before', entity: 'mail' },
      { pk: 'poison', sk: 'bad', entity: 'mail', act: 'fail' },
      { pk: 'poison', sk: 'good-after', entity: 'mail' },
    ]);
    await run.settle();
    expect(await rowValue(run, 'seen', 'send-mail')).toMatch(/good-before,good-after$/);
    const [aside] = run.journal.deadLetters();
    expect(aside).toMatchObject({
      functionName: 'send-mail',
      source: 'stream',
      body: { DDBStreamBatchInfo: { batchSize: 1 }, rows: [{ PK: { S: 'poison' }, SK: { S: 'bad' } }] },
    });
    expect(aside?.queue).toBe('ward-plans-local-send-mail-dead-letters');
  });

  it('isolates a row that makes the whole batch throw', async () => {
    await putRows(run, [
      { pk: 'throw', sk: 'calm-before', entity: 'mail' },
      { pk: 'throw', sk: 'thrower', entity: 'mail', act: 'throw' },
      { pk: 'throw', sk: 'calm-after', entity: 'mail' },
    ]);
    await run.settle();
    expect(await rowValue(run, 'seen', 'send-mail')).toMatch(/calm-before,calm-after$/);
    expect(run.journal.deadLetters()[0]).toMatchObject({ body: { rows: [{ SK: { S: 'thrower' } }] } });
  });
});

describe('mail', () => {
  it('keeps what was sent with its tags, headers and links, and tells what became of it', async () => {
    await putRows(run, [
      { pk: 'outbox', sk: 'm1', entity: 'mail', act: 'mail', value: 'ubnd@dichvong.example' },
      { pk: 'outbox', sk: 'm2', entity: 'mail', act: 'mail', value: 'bounce-yenhoa@yenhoa.example' },
      { pk: 'outbox', sk: 'm3', entity: 'mail', act: 'mail', value: 'complaint@maidich.example' },
    ]);
    await run.settle();
    const mail = run.mails().find((one) => one.to.includes('ubnd@dichvong.example'));
    expect(mail).toMatchObject({
      from: 'ke-hoach@caugiay.example',
      subject: 'Nhắc việc: m1',
      tags: [{ name: 'mail', value: 'm1' }],
      headers: [{ name: 'Auto-Submitted', value: 'auto-generated' }],
      configurationSet: 'ward-plans-local',
      links: [`${run.baseUrl}/l/m1`],
    });
    expect(mail?.at.slice(0, 10)).toBe('2018-03-09');
    expect(await rowValue(run, 'feedback', 'm1')).toBe('Email Delivered');
    expect(await rowValue(run, 'feedback', 'm2')).toBe('Email Bounced');
    const heard = run.journal.invocations().filter((entry) => entry.functionName === 'mail-feedback');
    expect(heard.map((entry) => entry.source)).toContain('Email Complaint Received');
  });

  it('tries an event again as often as the template says, then puts it aside', async () => {
    await putRows(run, [{ pk: 'outbox', sk: 'poison', entity: 'mail', act: 'mail', value: 'unit@ward.example' }]);
    await run.settle();
    const tries = run.journal
      .invocations()
      .filter((entry) => entry.outcome === 'failed' && entry.functionName === 'mail-feedback');
    expect(tries.map((entry) => entry.attempt)).toEqual([3, 2, 1]);
    const [aside] = run.journal.deadLetters();
    expect(aside).toMatchObject({
      functionName: 'mail-feedback',
      source: 'Email Delivered',
      body: { source: 'aws.ses' },
    });
    expect(aside?.queue).toBe('ward-plans-local-mail-feedback-dead-letters');
  });
});

describe('the bucket', () => {
  const put = async (key: string) => {
    const client = new S3Client({ requestChecksumCalculation: 'WHEN_REQUIRED' });
    await client.send(new PutObjectCommand({ Bucket: run.bucketName, Key: key, Body: 'twelve bytes' }));
    client.destroy();
    await run.settle();
  };

  it('tells the function of a new upload, which an SDK client put there with nothing but the environment', async () => {
    await put('uploads/abc');
    expect(await rowValue(run, 'inspected', 'uploads/abc')).toBe('12');
  });

  it('tells nobody of an object elsewhere', async () => {
    await put('exports/abc');
    expect(await rowValue(run, 'inspected', 'exports/abc')).toBeUndefined();
  });

  it('lets pages of the service upload from a browser, and no others', async () => {
    const ask = (origin: string) =>
      fetch(`${run.endpoints.s3}/${run.bucketName}/uploads/x`, {
        method: 'OPTIONS',
        headers: { origin, 'access-control-request-method': 'PUT', 'access-control-request-headers': 'content-type' },
      });
    expect((await ask(run.baseUrl)).headers.get('access-control-allow-origin')).toBe(run.baseUrl);
    expect((await ask('http://elsewhere.example')).headers.get('access-control-allow-origin')).toBeNull();
  });
});

describe('the malware scan', () => {
  const client = new S3Client({ requestChecksumCalculation: 'WHEN_REQUIRED' });
  afterAll(() => client.destroy());

  const scanned = async (key: string, body: string, tags = ''): Promise<{ event: unknown; tags: unknown }> => {
    const at = { Bucket: run.bucketName, Key: key };
    await client.send(new PutObjectCommand({ ...at, Body: body, ...(tags === '' ? {} : { Tagging: tags }) }));
    await run.settle();
    const event = await rowValue(run, 'scanned', key);
    const { TagSet } = await client.send(new GetObjectTaggingCommand(at));
    return { event: event === undefined ? undefined : JSON.parse(event), tags: TagSet };
  };

  it('says what GuardDuty says of a harmless object, on the bus and on its tags', async () => {
    const { event, tags } = await scanned('uploads/clean', 'twelve bytes', 'kept=yes');
    expect(event).toMatchObject({
      version: '0',
      source: 'aws.guardduty',
      'detail-type': 'GuardDuty Malware Protection Object Scan Result',
      region: 'ap-southeast-1',
      resources: [expect.stringMatching(/^arn:aws:guardduty:ap-southeast-1:000000000000:malware-protection-plan\/./)],
      detail: {
        schemaVersion: '1.0',
        scanStatus: 'COMPLETED',
        resourceType: 'S3_OBJECT',
        s3ObjectDetails: {
          bucketName: run.bucketName,
          objectKey: 'uploads/clean',
          eTag: expect.stringMatching(/^[0-9a-f]{32}$/),
          versionId: expect.any(String),
          s3Throttled: false,
        },
        scanResultDetails: { scanResultStatus: 'NO_THREATS_FOUND', threats: null },
      },
    });
    expect(tags).toEqual([
      { Key: 'kept', Value: 'yes' },
      { Key: 'GuardDutyMalwareScanStatus', Value: 'NO_THREATS_FOUND' },
    ]);
  });

  it.each([
    ['the test file of all scanners', eicar, 'COMPLETED', 'THREATS_FOUND'],
    ['what it is told not to understand', scanOrder('UNSUPPORTED'), 'SKIPPED', 'UNSUPPORTED'],
    ['what it is told not to reach', scanOrder('ACCESS_DENIED'), 'SKIPPED', 'ACCESS_DENIED'],
    ['what it is told to fail on', scanOrder('FAILED'), 'FAILED', 'FAILED'],
  ])('says of %s what GuardDuty would', async (_, body, scanStatus, scanResultStatus) => {
    const { event, tags } = await scanned(`uploads/${scanResultStatus}`, `before ${body} after`);
    const threats = scanResultStatus === 'THREATS_FOUND' ? [{ name: 'EICAR-Test-File (not a virus)' }] : null;
    expect(event).toMatchObject({ detail: { scanStatus, scanResultDetails: { scanResultStatus, threats } } });
    expect(tags).toEqual([{ Key: 'GuardDutyMalwareScanStatus', Value: scanResultStatus }]);
  });

  it('says nothing of what it is told to be silent on, nor of what no plan protects', async () => {
    expect(await scanned('uploads/silent', scanOrder('NO_ANSWER'))).toEqual({ event: undefined, tags: [] });
    expect(await scanned('exports/elsewhere', eicar)).toEqual({ event: undefined, tags: [] });
  });
});
