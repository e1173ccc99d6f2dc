import { CfnOutput, Duration, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { AttributeType, Billing, ProjectionType, StreamViewType, TableV2 } from 'aws-cdk-lib/aws-dynamodb';
import {
  BlockPublicAccess,
  Bucket,
  BucketEncryption,
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
    return new Bucket(this, 'Documents', {
      versioned: true,
      blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
      enforceSSL: true,
      minimumTLSVersion: 1.2,
      objectOwnership: ObjectOwnership.BUCKET_OWNER_ENFORCED,
      encryption: BucketEncryption.S3_MANAGED,
      eventBridgeEnabled: true,
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
  }
}

/** Accepted plans never expire: no rule here reaches the current version of anything under `uploads/`. */
const documentLifecycle: LifecycleRule[] = [
  { id: 'unfinished-multipart-uploads', abortIncompleteMultipartUploadAfter: Duration.days(1) },
  {
    // A deletion (of a stale upload, or a mistaken one) can be undone for this long.
    id: 'deleted-or-overwritten',
    noncurrentVersionExpiration: Duration.days(90),
    expiredObjectDeleteMarker: true,
  },
  { id: 'exports', prefix: 'exports/', expiration: Duration.days(30) }, // an export can be built again from the table
];
