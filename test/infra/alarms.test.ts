import { readFileSync } from 'node:fs';
import { Match } from 'aws-cdk-lib/assertions';
import { beforeAll, describe, expect, it } from 'vitest';
import * as z from 'zod';
import { strayNoted } from '../../functions/domain/stray.ts';
import { alarmMeanings } from '../../infra/constructs/alarm-catalogue.ts';
import { resourcesOf, synthesize, type Templates } from './synthesize.ts';

const alarmSchema = z.looseObject({
  AlarmName: z.string(),
  AlarmDescription: z.string(),
  AlarmActions: z.array(z.object({ Ref: z.string() })),
  MetricName: z.string(),
  Threshold: z.number(),
  TreatMissingData: z.string(),
  Dimensions: z.array(z.object({ Name: z.string(), Value: z.unknown() })).default([]),
});

let service: Templates['service'];
let alarms: z.output<typeof alarmSchema>[];
beforeAll(() => {
  service = synthesize().service;
  alarms = resourcesOf(service, 'AWS::CloudWatch::Alarm').map(({ properties }) => alarmSchema.parse(properties));
});

const nameOf = ({ AlarmName }: { readonly AlarmName: string }) => AlarmName.replace('ward-plans-trial-', '');
const alarm = (name: string) => alarms.find((candidate) => nameOf(candidate) === name);

describe('the alarms', () => {
  it('are all there, and each says what it means for people and where to read what to do', () => {
    expect(alarms.map(nameOf).sort()).toEqual(Object.keys(alarmMeanings).sort());
    for (const { AlarmDescription, ...one } of alarms) {
      expect(AlarmDescription).toMatch(new RegExp(`^[A-Z].{30,}\\. What to do: docs/runbook\\.md#${nameOf(one)}$`));
    }
  });

  it('have a heading in the runbook each, with what it means, where to look and what to do; and no heading lacks its alarm', () => {
    const sections = alarmSectionsOf(readFileSync('docs/runbook.md', 'utf8'));
    expect([...sections.keys()].sort()).toEqual(alarms.map(nameOf).sort());
    for (const [name, text] of sections) {
      expect(text, name).toContain(meaningOf(name));
      expect(text, name).toContain('- **Look** ');
      expect(text, name).toContain('- **Do:** ');
    }
  });

  it('watch every queue of dead letters', () => {
    const watched = alarms
      .filter(({ MetricName }) => MetricName === 'ApproximateNumberOfMessagesVisible')
      .map(({ Dimensions, Threshold }) => {
        expect(Threshold).toBe(1);
        return z.object({ 'Fn::GetAtt': z.tuple([z.string(), z.string()]) }).parse(Dimensions[0]?.Value)[
          'Fn::GetAtt'
        ][0];
      });
    expect(watched.sort()).toEqual(
      resourcesOf(service, 'AWS::SQS::Queue')
        .map(({ id }) => id)
        .sort(),
    );
  });

  it('watch every function that nobody waits for, and the web through the error pages that people see', () => {
    const watched = alarms.filter(({ MetricName }) => MetricName === 'Errors').map(nameOf);
    const functions = resourcesOf(service, 'AWS::Lambda::Function').map(({ properties }) =>
      String(properties['FunctionName']).replace('ward-plans-trial-', ''),
    );
    expect(watched.sort()).toEqual(
      functions
        .filter((name) => name !== 'web')
        .map((name) => `${name}-errors`)
        .sort(),
    );
    expect(alarm('api-5xx')?.MetricName).toBe('5xx');
  });

  it('watch every reader of the stream for falling behind by ten minutes', () => {
    const behind = alarms.filter(({ MetricName }) => MetricName === 'IteratorAge');
    expect(behind).toHaveLength(resourcesOf(service, 'AWS::Lambda::EventSourceMapping').length);
    for (const { Threshold } of behind) {
      expect(Threshold).toBe(10 * 60 * 1000);
    }
  });

  it('count what the function says of an object without a record', () => {
    const [filter] = resourcesOf(service, 'AWS::Logs::MetricFilter');
    const watched = alarm('stray-objects');
    expect(filter?.properties).toMatchObject({
      LogGroupName: { Ref: expect.stringContaining('InspectUpload') },
      FilterPattern: `{ $.message = "${strayNoted}" }`,
      MetricTransformations: [{ MetricNamespace: 'ward-plans', MetricName: watched?.MetricName, MetricValue: '1' }],
    });
    expect(watched?.Threshold).toBe(1);
  });

  it('go off before AWS would review the account for bounces or complaints', () => {
    expect(alarm('mail-bounce-rate')?.Threshold).toBeLessThan(0.05);
    expect(alarm('mail-complaint-rate')?.Threshold).toBeLessThan(0.001);
    for (const name of ['mail-bounce-rate', 'mail-complaint-rate']) {
      expect(alarm(name)?.Dimensions).toEqual([{ Name: 'ses:configuration-set', Value: { Ref: expect.anything() } }]);
    }
  });

  it('go off on silence only where silence is the failure', () => {
    expect(alarms.filter(({ TreatMissingData }) => TreatMissingData === 'breaching').map(nameOf)).toEqual([
      'sweep-silent',
    ]);
  });

  it('all reach the people who run the stage, encrypted on the way and over TLS', () => {
    const [topic] = resourcesOf(service, 'AWS::SNS::Topic');
    for (const { AlarmActions } of alarms) {
      expect(AlarmActions).toEqual([{ Ref: topic?.id }]);
    }
    service.hasResourceProperties('AWS::SNS::Subscription', {
      Protocol: 'email',
      Endpoint: 'van-hanh@caugiay.example',
    });
    service.hasResourceProperties('AWS::SNS::Topic', { KmsMasterKeyId: Match.anyValue() });
    service.hasResourceProperties('AWS::SNS::TopicPolicy', {
      PolicyDocument: {
        Statement: Match.arrayWith([
          Match.objectLike({ Effect: 'Deny', Condition: { Bool: { 'aws:SecureTransport': 'false' } } }),
        ]),
      },
    });
  });

  it('can be raised by CloudWatch of this account: it may publish, and use the key to do so', () => {
    const cloudWatch = {
      Effect: 'Allow',
      Principal: { Service: 'cloudwatch.amazonaws.com' },
      Condition: { StringEquals: { 'aws:SourceAccount': { Ref: 'AWS::AccountId' } } },
    };
    service.hasResourceProperties('AWS::SNS::TopicPolicy', {
      PolicyDocument: { Statement: Match.arrayWith([Match.objectLike({ ...cloudWatch, Action: 'sns:Publish' })]) },
    });
    service.hasResourceProperties('AWS::KMS::Key', {
      EnableKeyRotation: true,
      KeyPolicy: {
        Statement: Match.arrayWith([
          Match.objectLike({ ...cloudWatch, Action: ['kms:Decrypt', 'kms:GenerateDataKey*'] }),
        ]),
      },
    });
  });
});

/** The text below each heading of the runbook's part on alarms, as one line. */
function alarmSectionsOf(runbook: string): Map<string, string> {
  const part = /^## The alarms$([\s\S]*?)^## /m.exec(runbook)?.[1] ?? '';
  return new Map(
    part
      .split(/^### /m)
      .slice(1)
      .map((section) => {
        const [name = '', ...lines] = section.split('\n');
        return [name, lines.join(' ')];
      }),
  );
}

function meaningOf(name: string): string {
  const found = Object.entries(alarmMeanings).find(([known]) => known === name);
  return found?.[1] ?? 'no such alarm';
}
