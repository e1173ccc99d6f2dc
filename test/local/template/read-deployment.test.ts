import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import * as z from 'zod';
import { localStage, synthesize } from '../../../local/stage.ts';
import type { Deployment } from '../../../local/template/model.ts';
import { readDeployment } from '../../../local/template/read-deployment.ts';

const options = {
  place: { region: 'ap-southeast-1', accountId: '000000000000', baseUrl: 'http://127.0.0.1:8700' },
  functionsFolder: join(import.meta.dirname, '..', '..', '..', 'functions'),
};

let templates: { stackName: string; template: unknown }[];
let deployment: Deployment;

beforeAll(async () => {
  templates = await synthesize(localStage());
  deployment = readDeployment(templates, options);
});

const entryOf = (functionName: string | undefined) =>
  deployment.functions.find((one) => one.name === functionName)?.entry;

describe('the deployment that the synthesized templates describe', () => {
  it('holds the six functions, each with its environment fully resolved', () => {
    expect(deployment.functions.map((one) => one.entry).sort()).toEqual([
      'build-export',
      'inspect-upload',
      'mail-feedback',
      'send-mail',
      'sweep',
      'web',
    ]);
    for (const { environment } of deployment.functions) {
      expect(environment).toMatchObject({
        BASE_URL: 'http://127.0.0.1:8700',
        TABLE_NAME: deployment.tables[0]?.name,
        DOCUMENTS_BUCKET: deployment.buckets[0]?.name,
      });
    }
  });

  it('holds the table with both indexes, its stream and its expiry', () => {
    expect(deployment.tables).toMatchObject([
      {
        key: { hash: { name: 'PK', type: 'S' }, range: { name: 'SK', type: 'S' } },
        indexes: [
          { name: 'report', projection: { type: 'INCLUDE', attributes: ['summary'] } },
          { name: 'due', projection: { type: 'KEYS_ONLY' } },
        ],
        stream: { view: 'NEW_IMAGE' },
        timeToLiveAttribute: 'expiresAt',
      },
    ]);
  });

  it('holds the bucket, open to pages of the local service', () => {
    expect(deployment.buckets).toMatchObject([
      { versioned: true, tellsEventBridge: true, cors: [{ allowedOrigins: ['http://127.0.0.1:8700'] }] },
    ]);
  });

  it('leads every request to the web function', () => {
    expect(deployment.routes.map((route) => [route.routeKey, entryOf(route.functionName)])).toEqual([
      ['$default', 'web'],
    ]);
  });

  it('lets two functions read the stream on finite terms, each only its kind of row', () => {
    const insert = (entity: string) => ({ eventName: 'INSERT', dynamodb: { NewImage: { entity: { S: entity } } } });
    const read = (entry: string) => deployment.streamReaders.find((one) => entryOf(one.functionName) === entry);
    for (const [entry, own, other] of [
      ['send-mail', 'mail', 'export'],
      ['build-export', 'export', 'mail'],
    ] as const) {
      const reader = read(entry);
      expect(reader?.filters.some((matches) => matches(insert(own)))).toBe(true);
      expect(reader?.filters.some((matches) => matches(insert(other)))).toBe(false);
      expect(reader?.filters.some((matches) => matches({ ...insert(own), eventName: 'MODIFY' }))).toBe(false);
      expect(reader).toMatchObject({ bisectOnError: true, reportsItemFailures: true });
      expect(reader?.maximumRetries).toBeGreaterThan(0);
      expect(reader?.deadLetterQueue).toBeDefined();
    }
  });

  it('sweeps every five minutes and hears of uploads and mails', () => {
    expect(deployment.schedules.map((one) => [one.everyMinutes, entryOf(one.targets[0]?.functionName)])).toEqual([
      [5, 'sweep'],
    ]);
    const targetsOf = (event: unknown) =>
      deployment.rules
        .filter((rule) => rule.matches(event))
        .flatMap((rule) => rule.targets.map((one) => entryOf(one.functionName)));
    const upload = (key: string) => ({
      source: 'aws.s3',
      'detail-type': 'Object Created',
      detail: { bucket: { name: deployment.buckets[0]?.name }, object: { key } },
    });
    expect(targetsOf(upload('uploads/x'))).toEqual(['inspect-upload']);
    expect(targetsOf(upload('exports/x'))).toEqual([]);
    const set = deployment.mail.configurationSets[0]?.name;
    expect(targetsOf({ source: 'aws.ses', detail: { mail: { tags: { 'ses:configuration-set': [set] } } } })).toEqual([
      'mail-feedback',
    ]);
  });

  it('may send from the domain of the sender and hears of deliveries, bounces and complaints', () => {
    expect(deployment.mail.identities).toEqual(['caugiay.example']);
    expect(deployment.mail.configurationSets[0]?.events).toEqual(
      expect.arrayContaining(['delivery', 'bounce', 'complaint']),
    );
  });
});

describe('a template that the local run cannot carry out', () => {
  const resourcesSchema = z.looseObject({ Resources: z.record(z.string(), z.unknown()) });
  const withResource = (resource: unknown) =>
    templates.map(({ stackName, template }) => {
      const parsed = resourcesSchema.parse(template);
      return stackName.endsWith('service')
        ? { stackName, template: { ...parsed, Resources: { ...parsed.Resources, Extra: resource } } }
        : { stackName, template };
    });
  const sweep = () => deployment.functions.find((one) => one.entry === 'sweep')?.name ?? '';
  const sweepArn = () => `arn:aws:lambda:ap-southeast-1:000000000000:function:${sweep()}`;

  it.each([
    [
      'a schedule that is no rate',
      () => ({
        Type: 'AWS::Events::Rule',
        Properties: { ScheduleExpression: 'cron(0 1 * * ? *)', Targets: [{ Arn: sweepArn(), Id: 'a' }] },
      }),
      'cron(0 1 * * ? *)',
    ],
    [
      'an operator of patterns',
      () => ({
        Type: 'AWS::Events::Rule',
        Properties: { EventPattern: { ip: [{ cidr: '10.0.0.0/8' }] }, Targets: [] },
      }),
      'cidr',
    ],
    [
      'a target that is no function here',
      () => ({
        Type: 'AWS::Events::Rule',
        Properties: { EventPattern: { source: ['x'] }, Targets: [{ Arn: 'arn:aws:sqs:x:0:q', Id: 'a' }] },
      }),
      'arn:aws:sqs:x:0:q',
    ],
    [
      'a reshaped input',
      () => ({
        Type: 'AWS::Events::Rule',
        Properties: { EventPattern: { source: ['x'] }, Targets: [{ Arn: sweepArn(), Id: 'a', InputPath: '$.detail' }] },
      }),
      'InputPath',
    ],
    [
      'another event source',
      () => ({
        Type: 'AWS::Lambda::EventSourceMapping',
        Properties: { EventSourceArn: 'arn:aws:sqs:x:0:q', FunctionName: sweep() },
      }),
      'arn:aws:sqs:x:0:q',
    ],
    ['a condition', () => ({ Type: 'AWS::SQS::Queue', Condition: 'IsProduction', Properties: {} }), 'conditions'],
  ])('is refused with the resource by name: %s', (_what, resource, said) => {
    expect(() => readDeployment(withResource(resource()), options)).toThrow(said);
    expect(() => readDeployment(withResource(resource()), options)).toThrow('ward-plans-local-service/Extra');
  });

  it('may run a schedule of EventBridge Scheduler, too', () => {
    const schedule = {
      Type: 'AWS::Scheduler::Schedule',
      Properties: { ScheduleExpression: 'rate(1 hour)', Target: { Arn: sweepArn(), Input: '{"kind":"hourly"}' } },
    };
    expect(readDeployment(withResource(schedule), options).schedules).toContainEqual(
      expect.objectContaining({
        kind: 'scheduler',
        everyMinutes: 60,
        targets: [{ functionName: sweep(), input: { kind: 'hourly' } }],
      }),
    );
  });
});
