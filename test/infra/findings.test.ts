import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type App, Stack, Validations } from 'aws-cdk-lib';
import { Policy, PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import { Queue } from 'aws-cdk-lib/aws-sqs';
import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { refuseFindings } from '../../infra/findings.ts';
import { appOf, customDomain } from './synthesize.ts';

const reportSchema = z.object({
  pluginReports: z.array(z.object({ violations: z.array(z.object({ ruleName: z.string() })) })),
});

/** The rules that something in the app breaks, as the checks of a real synthesis report them. */
function findingsOf(app: App): string[] {
  refuseFindings(app);
  try {
    app.synth();
    return [];
  } catch (error) {
    if (!(error instanceof Error) || error.name !== 'ValidationFailed') {
      throw error;
    }
  }
  const { pluginReports } = reportSchema.parse(
    JSON.parse(readFileSync(join(app.outdir, 'validation-report.json'), 'utf8')),
  );
  return pluginReports.flatMap(({ violations }) => violations.map(({ ruleName }) => ruleName)).sort();
}

describe('the checks for good practice', () => {
  it.each([
    ['the smallest stage', {}],
    ['a stage with everything turned on', { customDomain, malwareScan: true, senderIdentity: 'address' }],
  ])('find nothing in %s that is not excused beside the construct', (_stage, fields) => {
    expect(findingsOf(appOf(fields))).toEqual([]);
  });

  it('do find a bucket, a queue and a policy that are careless', () => {
    const app = appOf();
    const careless = new Stack(app, 'careless');
    new Bucket(careless, 'Bucket');
    new Queue(careless, 'Queue');
    const role = new Role(careless, 'Role', { assumedBy: new ServicePrincipal('lambda.amazonaws.com') });
    new Policy(careless, 'Policy', {
      roles: [role],
      statements: [new PolicyStatement({ actions: ['dynamodb:*'], resources: ['*'] })],
    });
    expect(findingsOf(app)).toEqual([
      'AwsSolutions-IAM5[Action::dynamodb:*]',
      'AwsSolutions-IAM5[Resource::*]',
      'AwsSolutions-S1',
      'AwsSolutions-S10',
      'AwsSolutions-SQS3',
      'AwsSolutions-SQS4',
    ]);
  });

  it('excuse one thing at a time: a role that may write traces anywhere may still not do anything else anywhere', () => {
    const app = appOf();
    const web = app.node
      .findChild('ward-plans-trial-service')
      .node.findChild('Web')
      .node.findChild('Web')
      .node.findChild('Role');
    if (!(web instanceof Role)) {
      throw new Error('the role of the web function is elsewhere');
    }
    web.addToPolicy(new PolicyStatement({ actions: ['s3:*'], resources: ['arn:aws:s3:::elsewhere/*'] }));
    expect(findingsOf(app)).toEqual([
      'AwsSolutions-IAM5[Action::s3:*]',
      'AwsSolutions-IAM5[Resource::arn:aws:s3:::elsewhere/*]',
    ]);
  });

  it('are never excused without a reason that says something', () => {
    const reasons = appOf({ customDomain, malwareScan: true })
      .node.findAll()
      .flatMap(({ node }) => node.metadata)
      .filter(({ type }) => type === Validations.ACKNOWLEDGED_RULES_METADATA_KEY)
      .flatMap(({ data }) => Object.values(z.record(z.string(), z.string()).parse(data)));
    expect(reasons.length).toBeGreaterThan(10);
    for (const reason of reasons) {
      expect(reason.split(' ').length).toBeGreaterThan(8);
    }
  });
});
