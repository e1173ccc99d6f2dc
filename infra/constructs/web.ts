import { Duration } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { grantAddDocuments, grantReadDocuments } from './document-access.ts';
import { ServiceFunction } from './service-function.ts';
import type { ServiceSurroundings } from './service-surroundings.ts';
import { grantRows } from './table-access.ts';
import type { WebApi } from './web-api.ts';

/** The pages. Files go straight between browser and bucket, with URLs that this function signs by its own permissions. */
export class Web extends Construct {
  readonly web: ServiceFunction;

  constructor(scope: Construct, surroundings: ServiceSurroundings, api: WebApi) {
    super(scope, 'Web');
    const { documents, table } = surroundings;
    this.web = new ServiceFunction(this, 'Web', {
      surroundings,
      functionName: 'web',
      memoryMegabytes: 1024,
      timeout: Duration.seconds(15),
    });
    api.serve(this.web);
    grantRows(table, this.web);
    grantAddDocuments(documents, this.web, 'uploads');
    grantReadDocuments(documents, this.web, 'uploads', 'exports', 'texts');
  }
}
