import { Duration } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { grantAddDocuments } from './document-access.ts';
import { StreamFunction } from './service-function.ts';
import type { ServiceSurroundings } from './service-surroundings.ts';
import { grantRows } from './table-access.ts';
import { readNewRows } from './table-stream.ts';

/** A report that somebody asked for as a file, and the sheet of an approved plan, are built outside the request. */
export class ReportExport extends Construct {
  readonly buildExport: StreamFunction;

  constructor(scope: Construct, surroundings: ServiceSurroundings) {
    super(scope, 'ReportExport');
    const { documents, table } = surroundings;
    this.buildExport = new StreamFunction(this, 'BuildExport', {
      surroundings,
      functionName: 'build-export',
      memoryMegabytes: 1024,
      timeout: Duration.minutes(5),
    });
    readNewRows(this.buildExport, table, [{ entity: 'export' }, { entity: 'event', orders: 'approval_sheet' }], 1);
    grantRows(table, this.buildExport);
    grantAddDocuments(documents, this.buildExport, 'exports');
  }
}
