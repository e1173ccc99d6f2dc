import { RemovalPolicy, Validations } from 'aws-cdk-lib';
import { AccessLogFormat } from 'aws-cdk-lib/aws-apigateway';
import {
  ApiMapping,
  DomainName,
  HttpApi,
  HttpRoute,
  HttpRouteKey,
  HttpStage,
  LogGroupLogDestination,
  SecurityPolicy,
} from 'aws-cdk-lib/aws-apigatewayv2';
import { HttpLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import { Certificate } from 'aws-cdk-lib/aws-certificatemanager';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import type { StageConfig } from '../stage-config.ts';
import type { ServiceFunction } from './service-function.ts';

/** No path, no query, no address: paths carry links' tokens, and a log must hold neither a usable link nor who used it. */
const accessLogFields = {
  requestId: '$context.requestId',
  requestTime: '$context.requestTime',
  method: '$context.httpMethod',
  routeKey: '$context.routeKey',
  status: '$context.status',
  responseLength: '$context.responseLength',
  latency: '$context.responseLatency',
  integrationError: '$context.integrationErrorMessage',
};

/** The service's front door. It stands before the function behind it does, since that function must know its own URL. */
export class WebApi extends Construct {
  readonly api: HttpApi;
  /** Without a slash at the end. */
  readonly baseUrl: string;
  /** What leads people from the service's own name to the API. */
  readonly dnsRecords: readonly string[];

  constructor(scope: Construct, id: string, { stageConfig }: { readonly stageConfig: StageConfig }) {
    super(scope, id);
    const { name, customDomain } = stageConfig;
    this.api = new HttpApi(this, 'Api', {
      apiName: `ward-plans-${name}`,
      createDefaultStage: false,
      // With a name of its own the service has one origin only.
      disableExecuteApiEndpoint: customDomain !== undefined,
    });
    const accessLogs = new LogGroup(this, 'AccessLogs', {
      logGroupName: `/aws/vendedlogs/ward-plans-${name}-access`,
      retention: stageConfig.logRetentionDays,
      removalPolicy: RemovalPolicy.DESTROY,
    });
    const stage = new HttpStage(this, 'Stage', {
      httpApi: this.api,
      stageName: '$default',
      autoDeploy: true,
      throttle: { rateLimit: 50, burstLimit: 100 },
      detailedMetricsEnabled: true,
      accessLogSettings: {
        destination: new LogGroupLogDestination(accessLogs),
        format: AccessLogFormat.custom(JSON.stringify(accessLogFields)),
      },
    });
    this.baseUrl = customDomain ? `https://${customDomain.domainName}` : this.api.apiEndpoint;
    this.dnsRecords = customDomain ? [this.nameIt(customDomain, stage)] : [];
  }

  /** Sends everything to one function, which knows its own routes. */
  serve({ lambda }: ServiceFunction): void {
    const route = new HttpRoute(this, 'Route', {
      httpApi: this.api,
      routeKey: HttpRouteKey.DEFAULT,
      integration: new HttpLambdaIntegration('Web', lambda),
    });
    Validations.of(route).acknowledge({
      id: 'AwsSolutions-APIG4',
      reason: 'Nobody has a password here: what opens a page is the token in a mailed link, which the function checks.',
    });
  }

  private nameIt(customDomain: NonNullable<StageConfig['customDomain']>, stage: HttpStage): string {
    const domainName = new DomainName(this, 'DomainName', {
      domainName: customDomain.domainName,
      certificate: Certificate.fromCertificateArn(this, 'Certificate', customDomain.certificateArn),
      securityPolicy: SecurityPolicy.TLS_1_2,
    });
    new ApiMapping(this, 'Mapping', { api: this.api, domainName, stage });
    return `${customDomain.domainName} CNAME ${domainName.regionalDomainName}`;
  }
}
