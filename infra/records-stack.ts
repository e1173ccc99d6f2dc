import { CfnOutput, Duration, RemovalPolicy, Stack, Validations } from 'aws-cdk-lib';
import { AttributeType, Billing, ProjectionType, StreamViewType, TableV2 } from 'aws-cdk-lib/aws-dynamodb';
import { AnyPrincipal, Effect, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import {
  BlockPublicAccess,
  Bucket,
  BucketEncryption,
  CfnBucket,
  HttpMethods,
  type LifecycleRule,
  ObjectOwnership,
} from 'aws-cdk-lib/aws-s3';
import type { Construct } from 'constructs';
import { originsOfService } from './constructs/service-origin.ts';
import type { StageConfig } from './stage-config.ts';

export interface RecordsStackProps {
  readonly stageConfig: StageConfig;
}

/** What must never be lost: the table and the documents. Nothing here may be replaced or removed by a deployment. */
export class RecordsStack extends Stack {
  readonly table: TableV2;
  readonly documents: Bucket;

  constructor(scope: Construct, id: string, { stageConfig }: RecordsStackProps) {
    super(scope, id, {
      env: { region: stageConfig.region },
      description: 'ward-plans: the records, kept even when this stack is deleted',
      terminationProtection: true,
    });
    this.table = this.createTable();
    this.documents = this.createDocumentsBucket(stageConfig);
    new CfnOutput(this, 'TableName', { value: this.table.tableName });
    new CfnOutput(this, 'DocumentsBucketName', { value: this.documents.bucketName });
  }

  private createTable(): TableV2 {
    return new TableV2(this, 'Table', {
      partitionKey: { name: 'PK', type: AttributeType.STRING },
      sortKey: { name: 'SK', type: AttributeType.STRING },
      billing: Billing.onDemand(),
      globalSecondaryIndexes: [
        {
          indexName: 'report',
          partitionKey: { name: 'ReportPK', type: AttributeType.STRING },
          sortKey: { name: 'ReportSK', type: AttributeType.STRING },
          projectionType: ProjectionType.INCLUDE,
          nonKeyAttributes: ['summary'],
        },
        {
          indexName: 'due',
          partitionKey: { name: 'DuePK', type: AttributeType.STRING },
          sortKey: { name: 'DueSK', type: AttributeType.STRING },
          projectionType: ProjectionType.KEYS_ONLY,
        },
      ],
      dynamoStream: StreamViewType.NEW_IMAGE,
      timeToLiveAttribute: 'expiresAt',
      pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true, recoveryPeriodInDays: 35 },
      deletionProtection: true,
      removalPolicy: RemovalPolicy.RETAIN,
    });
  }

  private createDocumentsBucket(stageConfig: StageConfig): Bucket {
    const documents = new Bucket(this, 'Documents', {
      versioned: true,
      blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
      enforceSSL: true,
      minimumTLSVersion: 1.2,
      objectOwnership: ObjectOwnership.BUCKET_OWNER_ENFORCED,
      encryption: BucketEncryption.S3_MANAGED,
      removalPolicy: RemovalPolicy.RETAIN,
      cors: [
        {
          allowedOrigins: originsOfService(stageConfig),
          allowedMethods: [HttpMethods.PUT, HttpMethods.GET],
          allowedHeaders: ['content-type', 'if-none-match', 'x-amz-checksum-sha256'],
          exposedHeaders: ['ETag', 'x-amz-checksum-sha256'],
          maxAge: 3600,
        },
      ],
      lifecycleRules: documentLifecycle,
    });
    tellEventBridge(documents);
    Validations.of(documents).acknowledge({
      id: 'AwsSolutions-S1',
      reason: 'An access log holds signed URLs, which are usable; who did what is in the history of each assignment.',
    });
    documents.addToResourcePolicy(
      new PolicyStatement({
        sid: 'UploadsAreNeverOverwritten',
        effect: Effect.DENY,
        principals: [new AnyPrincipal()],
        actions: ['s3:PutObject'],
        resources: [documents.arnForObjects('uploads/*')],
        conditions: { Null: { 's3:if-none-match': 'true' } },
      }),
    );
    return documents;
  }
}

/** Documents never expire by age: what a rule here removes has been discarded, deleted or overwritten before. */
const documentLifecycle: LifecycleRule[] = [
  { id: 'unfinished-multipart-uploads', abortIncompleteMultipartUploadAfter: Duration.days(1) },
  {
    // The inspection puts this tag on an upload that it refuses.
    id: 'discarded-uploads',
    prefix: 'uploads/',
    tagFilters: { discarded: 'yes' },
    expiration: Duration.days(30),
  },
  {
    // Any removal can be undone for this long.
    id: 'deleted-or-overwritten',
    noncurrentVersionExpiration: Duration.days(90),
    expiredObjectDeleteMarker: true,
  },
];

/** The property itself: the bucket construct's own switch would deploy a function with broad permissions to set it. */
function tellEventBridge(bucket: Bucket): void {
  const resource = bucket.node.defaultChild;
  if (!(resource instanceof CfnBucket)) {
    throw new Error(`${bucket.node.path} is no bucket resource`);
  }
  resource.notificationConfiguration = { eventBridgeConfiguration: { eventBridgeEnabled: true } };
}
