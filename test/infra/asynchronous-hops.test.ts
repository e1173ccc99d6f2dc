import { Match } from 'aws-cdk-lib/assertions';
import { beforeAll, describe, expect, it } from 'vitest';
import * as z from 'zod';
import { resourcesOf, synthesize, type Templates } from './synthesize.ts';

let plain: Templates['service'];
let scanning: Templates['service'];
beforeAll(() => {
  plain = synthesize().service;
  scanning = synthesize({ malwareScan: true }).service;
});

const stages = [
  ['a plain stage', () => plain],
  ['a stage that scans for malware', () => scanning],
] as const;

const nameOfFunction = { Ref: Match.anyValue() };

describe.each(stages)('every asynchronous hop of %s', (_stage, template) => {
  it('from the stream is tried a few times, split until the culprit is alone, and put aside in the end', () => {
    const mappings = resourcesOf(template(), 'AWS::Lambda::EventSourceMapping');
    expect(mappings).toHaveLength(2);
    for (const { properties } of mappings) {
      expect(properties).toMatchObject({
        MaximumRetryAttempts: 3,
        MaximumRecordAgeInSeconds: 6 * 3600,
        BisectBatchOnFunctionError: true,
        FunctionResponseTypes: ['ReportBatchItemFailures'],
        StartingPosition: 'TRIM_HORIZON',
      });
      expectDeadLetterQueue(
        z.object({ OnFailure: z.object({ Destination: z.unknown() }) }).parse(properties['DestinationConfig']).OnFailure
          .Destination,
      );
    }
  });

  it('from a rule is handed over with finite retries, and put aside when that fails', () => {
    const targets = resourcesOf(template(), 'AWS::Events::Rule').flatMap(({ properties }) => targetsOf(properties));
    expect(targets.length).toBeGreaterThanOrEqual(3);
    for (const target of targets) {
      expect(target.RetryPolicy.MaximumRetryAttempts).toBeLessThanOrEqual(10);
      expect(target.RetryPolicy.MaximumEventAgeInSeconds).toBeLessThanOrEqual(24 * 3600);
      expectDeadLetterQueue(target.DeadLetterConfig.Arn);
    }
  });

  it('ends in the function with finite retries of its own, and with the same dead letters', () => {
    const invoked = resourcesOf(template(), 'AWS::Lambda::EventInvokeConfig');
    expect(invoked).toHaveLength(3);
    for (const { properties } of invoked) {
      expect(properties['MaximumRetryAttempts']).toBeLessThanOrEqual(2);
      expect(properties['MaximumEventAgeInSeconds']).toBeLessThanOrEqual(6 * 3600);
    }
    for (const { properties } of resourcesOf(template(), 'AWS::Events::Rule')) {
      for (const target of targetsOf(properties)) {
        template().hasResourceProperties('AWS::Lambda::Function', {
          DeadLetterConfig: { TargetArn: target.DeadLetterConfig.Arn },
        });
      }
    }
  });

  it('keeps its dead letters for two weeks, encrypted, and takes them over TLS only', () => {
    const queues = resourcesOf(template(), 'AWS::SQS::Queue');
    expect(queues).toHaveLength(5);
    for (const { id, properties } of queues) {
      expect(properties).toMatchObject({
        QueueName: expect.stringMatching(/^ward-plans-trial-[a-z-]+-dead-letters$/),
        MessageRetentionPeriod: 14 * 24 * 3600,
        SqsManagedSseEnabled: true,
      });
      template().hasResourceProperties('AWS::SQS::QueuePolicy', {
        Queues: [{ Ref: id }],
        PolicyDocument: {
          Statement: Match.arrayWith([
            Match.objectLike({ Effect: 'Deny', Condition: { Bool: { 'aws:SecureTransport': 'false' } } }),
          ]),
        },
      });
    }
  });

  function expectDeadLetterQueue(arn: unknown): void {
    const [queue] = z.object({ 'Fn::GetAtt': z.tuple([z.string(), z.literal('Arn')]) }).parse(arn)['Fn::GetAtt'];
    expect(resourcesOf(template(), 'AWS::SQS::Queue').map(({ id }) => id)).toContain(queue);
  }
});

describe('what sets a function going', () => {
  const newRow = (image: Readonly<Record<string, string>>) => {
    const attributes = Object.entries(image).map(([name, value]) => [name, { S: [value] }]);
    return {
      Pattern: JSON.stringify({ eventName: ['INSERT'], dynamodb: { NewImage: Object.fromEntries(attributes) } }),
    };
  };

  it.each([
    ['a mail', 10, [{ entity: 'mail' }]],
    [
      'an export, or an event that orders a sheet',
      1,
      [{ entity: 'export' }, { entity: 'event', orders: 'approval_sheet' }],
    ],
  ])('is for the stream: a new row that is %s, and no change to an old one', (_, batchSize, images) => {
    plain.hasResourceProperties('AWS::Lambda::EventSourceMapping', {
      BatchSize: batchSize,
      ParallelizationFactor: 1,
      FilterCriteria: { Filters: images.map((image) => newRow({ ...image })) },
    });
  });

  it('is for the sweep: every five minutes, and never a tick that is older than the next', () => {
    plain.hasResourceProperties('AWS::Events::Rule', {
      ScheduleExpression: 'rate(5 minutes)',
      Targets: [Match.objectLike({ RetryPolicy: { MaximumEventAgeInSeconds: 300, MaximumRetryAttempts: 10 } })],
    });
    plain.hasResourceProperties('AWS::Lambda::EventInvokeConfig', {
      MaximumEventAgeInSeconds: 300,
      MaximumRetryAttempts: 1,
    });
  });

  it('lets one sweep end before the next begins', () => {
    plain.hasResourceProperties('AWS::Lambda::Function', { FunctionName: 'ward-plans-trial-sweep', Timeout: 240 });
  });

  it('is for the inspection: a new object among the uploads of this stage, and nothing about exports', () => {
    plain.hasResourceProperties('AWS::Events::Rule', {
      EventPattern: {
        source: ['aws.s3'],
        'detail-type': ['Object Created'],
        detail: { bucket: { name: [Match.anyValue()] }, object: { key: [{ prefix: 'uploads/' }] } },
      },
      Targets: [Match.objectLike({ Arn: { 'Fn::GetAtt': [Match.stringLikeRegexp('InspectUpload'), 'Arn'] } })],
    });
  });

  it('is for the feedback: what SES says of mails of this stage, and not of another in the same account', () => {
    plain.hasResourceProperties('AWS::Events::Rule', {
      EventPattern: {
        source: ['aws.ses'],
        detail: { mail: { tags: { 'ses:configuration-set': [nameOfFunction] } } },
      },
      Targets: [Match.objectLike({ Arn: { 'Fn::GetAtt': [Match.stringLikeRegexp('MailFeedback'), 'Arn'] } })],
    });
  });
});

describe('a stage that scans for malware', () => {
  it('has GuardDuty scan and tag the uploads, and only those', () => {
    scanning.hasResourceProperties('AWS::GuardDuty::MalwareProtectionPlan', {
      ProtectedResource: { S3Bucket: { ObjectPrefixes: ['uploads/'] } },
      Actions: { Tagging: { Status: 'ENABLED' } },
    });
  });

  it('hands the result of a scan to the inspection', () => {
    scanning.hasResourceProperties('AWS::Events::Rule', {
      EventPattern: {
        source: ['aws.guardduty'],
        'detail-type': ['GuardDuty Malware Protection Object Scan Result'],
        detail: { s3ObjectDetails: { bucketName: [Match.anyValue()], objectKey: [{ prefix: 'uploads/' }] } },
      },
      Targets: [Match.objectLike({ Arn: { 'Fn::GetAtt': [Match.stringLikeRegexp('InspectUpload'), 'Arn'] } })],
    });
  });

  it('starts the scan only once GuardDuty has been given what it needs', () => {
    const plans = scanning.findResources('AWS::GuardDuty::MalwareProtectionPlan');
    expect(JSON.stringify(Object.values(plans)[0]?.['DependsOn'])).toContain('MalwareScanPolicy');
  });

  it('lets nobody but GuardDuty, on behalf of this account, take up the role of the scanner', () => {
    scanning.hasResourceProperties('AWS::IAM::Role', {
      AssumeRolePolicyDocument: {
        Statement: [
          Match.objectLike({
            Principal: { Service: 'malware-protection-plan.guardduty.amazonaws.com' },
            Condition: { StringEquals: { 'aws:SourceAccount': { Ref: 'AWS::AccountId' } } },
          }),
        ],
      },
    });
  });

  it('is the only one with anything of GuardDuty in it', () => {
    expect(JSON.stringify(plain.toJSON())).not.toMatch(/guardduty/i);
  });
});

const targetSchema = z.looseObject({
  RetryPolicy: z.object({ MaximumRetryAttempts: z.number(), MaximumEventAgeInSeconds: z.number() }),
  DeadLetterConfig: z.object({ Arn: z.unknown() }),
});

function targetsOf(properties: Record<string, unknown>) {
  return z.array(targetSchema).parse(properties['Targets']);
}
