import { CfnOutput, Stack } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { DueSweep } from './constructs/due-sweep.ts';
import { MailFeedback } from './constructs/mail-feedback.ts';
import { MailSender } from './constructs/mail-sender.ts';
import { MailSending } from './constructs/mail-sending.ts';
import { ReportExport } from './constructs/report-export.ts';
import type { ServiceSurroundings } from './constructs/service-surroundings.ts';
import { UploadInspection } from './constructs/upload-inspection.ts';
import { Web } from './constructs/web.ts';
import { WebApi } from './constructs/web-api.ts';
import type { RecordsStack } from './records-stack.ts';
import type { StageConfig } from './stage-config.ts';

export interface ServiceStackProps {
  readonly stageConfig: StageConfig;
  readonly records: RecordsStack;
  readonly bundle: boolean;
}

/** All that can be replaced: the whole stack may be deleted and deployed again without losing a record. */
export class ServiceStack extends Stack {
  constructor(scope: Construct, id: string, { stageConfig, records, bundle }: ServiceStackProps) {
    super(scope, id, {
      env: { region: stageConfig.region },
      description: 'ward-plans: everything that can be replaced without losing a record',
    });
    const api = new WebApi(this, 'WebApi', { stageConfig });
    const sender = new MailSender(this, 'MailSender', { stageConfig });
    const surroundings: ServiceSurroundings = {
      stageConfig,
      table: records.table,
      documents: records.documents,
      baseUrl: api.baseUrl,
      configurationSetName: sender.configurationSet.configurationSetName,
      bundle,
    };
    new Web(this, surroundings, api);
    new UploadInspection(this, surroundings);
    new MailSending(this, surroundings, sender);
    new MailFeedback(this, surroundings);
    new DueSweep(this, surroundings);
    new ReportExport(this, surroundings);
    new CfnOutput(this, 'BaseUrl', { value: api.baseUrl });
  }
}
