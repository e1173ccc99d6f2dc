import type { TableV2 } from 'aws-cdk-lib/aws-dynamodb';
import type { Bucket } from 'aws-cdk-lib/aws-s3';
import type { FunctionCode } from '../bundle.ts';
import type { StageConfig } from '../stage-config.ts';

/** What every capability is built into. */
export interface ServiceSurroundings {
  readonly stageConfig: StageConfig;
  readonly table: TableV2;
  readonly documents: Bucket;
  /** The service's own URL, without a slash at the end. */
  readonly baseUrl: string;
  readonly configurationSetName: string;
  /** Where the functions' code lies; without it the templates are still whole. */
  readonly code: FunctionCode | undefined;
}

/** What a function is told through its environment: the same for all six but for its name. */
export function environmentOf(surroundings: ServiceSurroundings, functionName: string): Record<string, string> {
  const { stageConfig } = surroundings;
  return {
    STAGE: stageConfig.name,
    TABLE_NAME: surroundings.table.tableName,
    DOCUMENTS_BUCKET: surroundings.documents.bucketName,
    BASE_URL: surroundings.baseUrl,
    SENDER_ADDRESS: stageConfig.senderAddress,
    AUTHORITY_NAME: stageConfig.authorityName,
    LOCALE: stageConfig.locale,
    MALWARE_SCAN: stageConfig.malwareScan ? 'on' : 'off',
    CONFIGURATION_SET: surroundings.configurationSetName,
    POWERTOOLS_SERVICE_NAME: functionName,
    POWERTOOLS_LOG_LEVEL: 'INFO',
  };
}
