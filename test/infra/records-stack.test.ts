import { Match } from 'aws-cdk-lib/assertions';
import { beforeAll, describe, expect, it } from 'vitest';
import { appOf, customDomain, inventoryOf, resourcesOf, synthesize, type Templates } from './synthesize.ts';

let records: Templates['records'];
beforeAll(() => {
  records = synthesize().records;
});

describe('the table', () => {
  it('cannot be lost by deleting or replacing the stack, nor by deleting the table itself', () => {
    records.hasResource('AWS::DynamoDB::GlobalTable', {
      DeletionPolicy: 'Retain',
      UpdateReplacePolicy: 'Retain',
      Properties: { Replicas: [Match.objectLike({ DeletionProtectionEnabled: true })] },
    });
  });

  it('can be put back to any moment of the last 35 days', () => {
    records.hasResourceProperties('AWS::DynamoDB::GlobalTable', {
      Replicas: [
        Match.objectLike({
          PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true, RecoveryPeriodInDays: 35 },
        }),
      ],
    });
  });

  it('is paid by request, tells of new rows, and forgets links after their time', () => {
    records.hasResourceProperties('AWS::DynamoDB::GlobalTable', {
      BillingMode: 'PAY_PER_REQUEST',
      StreamSpecification: { StreamViewType: 'NEW_IMAGE' },
      TimeToLiveSpecification: { AttributeName: 'expiresAt', Enabled: true },
      KeySchema: keys('PK', 'SK'),
    });
  });

  it('is asked for the report and for what is due through two small indexes', () => {
    records.hasResourceProperties('AWS::DynamoDB::GlobalTable', {
      GlobalSecondaryIndexes: [
        {
          IndexName: 'report',
          KeySchema: keys('ReportPK', 'ReportSK'),
          Projection: { ProjectionType: 'INCLUDE', NonKeyAttributes: ['summary'] },
        },
        { IndexName: 'due', KeySchema: keys('DuePK', 'DueSK'), Projection: { ProjectionType: 'KEYS_ONLY' } },
      ],
    });
  });

  function keys(partition: string, sort: string) {
    return [
      { AttributeName: partition, KeyType: 'HASH' },
      { AttributeName: sort, KeyType: 'RANGE' },
    ];
  }
});

describe('the documents bucket', () => {
  it('cannot be lost by deleting or replacing the stack, and keeps what is overwritten or deleted for 90 days', () => {
    records.hasResource('AWS::S3::Bucket', {
      DeletionPolicy: 'Retain',
      UpdateReplacePolicy: 'Retain',
      Properties: {
        VersioningConfiguration: { Status: 'Enabled' },
        LifecycleConfiguration: {
          Rules: Match.arrayWith([Match.objectLike({ NoncurrentVersionExpiration: { NoncurrentDays: 90 } })]),
        },
      },
    });
  });

  it('removes a document by age only if it was discarded before', () => {
    const [bucket] = resourcesOf(records, 'AWS::S3::Bucket');
    const rules = JSON.stringify(bucket?.properties['LifecycleConfiguration']);
    expect(rules.match(/"ExpirationInDays"/g)).toHaveLength(1);
    records.hasResourceProperties('AWS::S3::Bucket', {
      LifecycleConfiguration: {
        Rules: Match.arrayWith([
          Match.objectLike({
            Prefix: 'uploads/',
            TagFilters: [{ Key: 'discarded', Value: 'yes' }],
            ExpirationInDays: 30,
          }),
        ]),
      },
    });
  });

  it('forgets pieces of uploads that were never put together', () => {
    records.hasResourceProperties('AWS::S3::Bucket', {
      LifecycleConfiguration: {
        Rules: Match.arrayWith([Match.objectLike({ AbortIncompleteMultipartUpload: { DaysAfterInitiation: 1 } })]),
      },
    });
  });

  it('is closed to the public and encrypted, with one owner of everything in it', () => {
    records.hasResourceProperties('AWS::S3::Bucket', {
      PublicAccessBlockConfiguration: {
        BlockPublicAcls: true,
        BlockPublicPolicy: true,
        IgnorePublicAcls: true,
        RestrictPublicBuckets: true,
      },
      OwnershipControls: { Rules: [{ ObjectOwnership: 'BucketOwnerEnforced' }] },
      BucketEncryption: Match.anyValue(),
    });
  });

  it.each([
    ['without TLS', { Bool: { 'aws:SecureTransport': 'false' } }],
    ['with a TLS older than 1.2', { NumericLessThan: { 's3:TlsVersion': 1.2 } }],
  ])('refuses everything %s', (_what, condition) => {
    expectDenied({ Action: 's3:*', Condition: condition });
  });

  it('refuses to write an upload that does not insist on being the first under its key', () => {
    expectDenied({ Action: 's3:PutObject', Condition: { Null: { 's3:if-none-match': 'true' } } });
  });

  it('tells EventBridge of new documents without a helper function of its own', () => {
    records.hasResourceProperties('AWS::S3::Bucket', {
      NotificationConfiguration: { EventBridgeConfiguration: { EventBridgeEnabled: true } },
    });
    records.resourceCountIs('AWS::Lambda::Function', 0);
  });

  it('lets browsers send and fetch from API Gateway in the region when the stage has no name of its own', () => {
    expectCors(records, 'https://*.execute-api.ap-southeast-1.amazonaws.com');
  });

  it('lets browsers send and fetch from the service only when the stage has a name of its own', () => {
    expectCors(synthesize({ customDomain }).records, 'https://ke-hoach.caugiay.example');
  });

  function expectDenied(statement: Record<string, unknown>): void {
    records.hasResourceProperties('AWS::S3::BucketPolicy', {
      PolicyDocument: {
        Statement: Match.arrayWith([Match.objectLike({ Effect: 'Deny', Principal: { AWS: '*' }, ...statement })]),
      },
    });
  }

  function expectCors(template: Templates['records'], origin: string): void {
    template.hasResourceProperties('AWS::S3::Bucket', {
      CorsConfiguration: {
        CorsRules: [
          Match.objectLike({
            AllowedOrigins: [origin],
            AllowedMethods: ['PUT', 'GET'],
            AllowedHeaders: ['content-type', 'if-none-match', 'x-amz-checksum-sha256'],
          }),
        ],
      },
    });
  }
});

describe('the stack of what must never be lost', () => {
  it('holds the table and the bucket under ids that no change may touch, since another id means another table', () => {
    expect(resourcesOf(records, 'AWS::DynamoDB::GlobalTable').map(({ id }) => id)).toEqual(['TableCD117FA1']);
    expect(resourcesOf(records, 'AWS::S3::Bucket').map(({ id }) => id)).toEqual(['Documents7E5B2978']);
  });

  it('leaves the naming of both to CloudFormation, so that either can be restored beside the old one', () => {
    records.hasResourceProperties('AWS::DynamoDB::GlobalTable', { TableName: Match.absent() });
    records.hasResourceProperties('AWS::S3::Bucket', { BucketName: Match.absent() });
  });

  it('is protected from termination and holds nothing that could be replaced', () => {
    const stack = appOf().synth().getStackByName('ward-plans-trial-records');
    expect(stack.terminationProtection).toBe(true);
    expect(Object.values(inventoryOf(records)).sort()).toEqual([
      'AWS::DynamoDB::GlobalTable',
      'AWS::S3::Bucket',
      'AWS::S3::BucketPolicy',
    ]);
  });

  it('tells the command line where the table and the documents are', () => {
    records.hasOutput('TableName', { Value: { Ref: 'TableCD117FA1' } });
    records.hasOutput('DocumentsBucketName', { Value: { Ref: 'Documents7E5B2978' } });
  });
});
