import { CfnOutput, Stack } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import type { FunctionCode } from './bundle.ts';
import { Alarms } from './constructs/alarms.ts';
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
  readonly code: FunctionCode | undefined;
}

/** All that can be replaced: the whole stack may be deleted and deployed again without losing a record. */
export class ServiceStack extends Stack {
  constructor(scope: Construct, id: string, { stageConfig, records, code }: ServiceStackProps) {
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
      code,
    };
    new Web(this, surroundings, api);
    const { inspectUpload } = new UploadInspection(this, surroundings);
    const { sendMail } = new MailSending(this, surroundings, sender);
    const { mailFeedback } = new MailFeedback(this, surroundings);
    const { sweep } = new DueSweep(this, surroundings, sender);
    const { buildExport } = new ReportExport(this, surroundings);
    const { configurationSetName } = surroundings;
    new Alarms(this, {
      stageConfig,
      api,
      configurationSetName,
      inspectUpload,
      mailFeedback,
      sweep,
      sendMail,
      buildExport,
    });
    new CfnOutput(this, 'BaseUrl', { value: api.baseUrl });
    [...api.dnsRecords, ...sender.dnsRecords].forEach((value, index) => {
      new CfnOutput(this, `DnsRecord${index + 1}`, { value, description: 'To be put into the DNS' });
    });
  }
}
