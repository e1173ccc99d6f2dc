import { Duration } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { grantAddDocuments, grantDiscardUploads, grantReadDocuments } from './document-access.ts';
import { createEventRule } from './event-rule.ts';
import { MalwareScan } from './malware-scan.ts';
import { EventFunction } from './service-function.ts';
import type { ServiceSurroundings } from './service-surroundings.ts';
import { grantRows } from './table-access.ts';

/** Every uploaded file is looked at before anyone but its uploader sees it. */
export class UploadInspection extends Construct {
  readonly inspectUpload: EventFunction;

  constructor(scope: Construct, surroundings: ServiceSurroundings) {
    super(scope, 'UploadInspection');
    const { documents, stageConfig, table } = surroundings;
    this.inspectUpload = new EventFunction(this, 'InspectUpload', {
      surroundings,
      functionName: 'inspect-upload',
      memoryMegabytes: 2048, // a hostile document may expand to half a gigabyte before it is refused
      timeout: Duration.minutes(2),
      retries: 2,
      maxEventAge: Duration.hours(6),
    });
    createEventRule(this, 'Uploaded', {
      description: 'A file has been uploaded',
      when: {
        eventPattern: {
          source: ['aws.s3'],
          detailType: ['Object Created'],
          detail: { bucket: { name: [documents.bucketName] }, object: { key: [{ prefix: 'uploads/' }] } },
        },
      },
      target: this.inspectUpload,
      maxEventAge: Duration.hours(24),
    });
    grantRows(table, this.inspectUpload);
    grantReadDocuments(documents, this.inspectUpload, 'uploads');
    grantAddDocuments(documents, this.inspectUpload, 'texts');
    grantDiscardUploads(documents, this.inspectUpload);
    if (stageConfig.malwareScan) {
      new MalwareScan(this, surroundings, this.inspectUpload);
    }
  }
}
