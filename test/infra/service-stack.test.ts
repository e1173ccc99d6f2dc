import { Match } from 'aws-cdk-lib/assertions';
import { beforeAll, describe, expect, it } from 'vitest';
import * as z from 'zod';
import { customDomain, inventoryOf, permissionsOf, resourcesOf, synthesize, type Templates } from './synthesize.ts';

let service: Templates['service'];
let named: Templates['service'];
beforeAll(() => {
  service = synthesize().service;
  named = synthesize({ customDomain, senderIdentity: 'address', locale: 'en', logRetentionDays: 365 }).service;
});

const functionNames = ['web', 'inspect-upload', 'send-mail', 'sweep', 'mail-feedback', 'build-export'] as const;

describe.each(functionNames)('the function %s', (name) => {
  const properties = (template: Templates['service'] = service) => {
    const found = resourcesOf(template, 'AWS::Lambda::Function').find(
      (resource) => resource.properties['FunctionName'] === `ward-plans-trial-${name}`,
    );
    return z.record(z.string(), z.unknown()).parse(found?.properties);
  };

  it('runs on the one runtime and processor chosen for all, traced and with logs that are JSON', () => {
    expect(properties()).toMatchObject({
      Runtime: 'nodejs24.x',
      Architectures: ['arm64'],
      Handler: 'index.handler',
      TracingConfig: { Mode: 'Active' },
      LoggingConfig: { LogFormat: 'JSON' },
    });
  });

  it('is told exactly what it needs to know through its environment', () => {
    const { Variables } = z.object({ Variables: z.record(z.string(), z.unknown()) }).parse(properties()['Environment']);
    expect(Variables).toEqual({
      STAGE: 'trial',
      TABLE_NAME: { 'Fn::ImportValue': expect.stringContaining('Table') },
      DOCUMENTS_BUCKET: { 'Fn::ImportValue': expect.stringContaining('Documents') },
      BASE_URL: { 'Fn::GetAtt': [expect.stringContaining('Api'), 'ApiEndpoint'] },
      SENDER_ADDRESS: 'ke-hoach@caugiay.example',
      AUTHORITY_NAME: 'UBND quận Cầu Giấy',
      LOCALE: 'vi',
      MALWARE_SCAN: 'off',
      CONFIGURATION_SET: { Ref: expect.stringContaining('ConfigurationSet') },
      POWERTOOLS_SERVICE_NAME: name,
      POWERTOOLS_LOG_LEVEL: 'INFO',
    });
  });

  it('knows the service under its own name and in its own language where the stage gives them', () => {
    expect(properties(named)).toMatchObject({
      Environment: { Variables: { BASE_URL: 'https://ke-hoach.caugiay.example', LOCALE: 'en' } },
    });
  });

  it('keeps its logs as long as the stage says', () => {
    const logs = { LogGroupName: `/aws/lambda/ward-plans-trial-${name}` };
    service.hasResourceProperties('AWS::Logs::LogGroup', { ...logs, RetentionInDays: 90 });
    named.hasResourceProperties('AWS::Logs::LogGroup', { ...logs, RetentionInDays: 365 });
  });
});

describe('what functions may do', () => {
  const rolesOfFunctions = {
    web: 'WebRole',
    'inspect-upload': 'UploadInspectionInspectUpload',
    'send-mail': 'MailSending',
    sweep: 'DueSweep',
    'mail-feedback': 'MailFeedback',
    'build-export': 'ReportExport',
  } as const satisfies Record<(typeof functionNames)[number], string>;

  const permissions = (name: (typeof functionNames)[number]) => permissionsOf(service, rolesOfFunctions[name]);
  const actions = (name: (typeof functionNames)[number], wanted: RegExp) =>
    permissions(name)
      .filter(({ action }) => wanted.test(action))
      .map(
        ({ action, resource }) => `${action} on ${/(uploads|exports|texts)\/\*/.exec(resource)?.[1] ?? 'the bucket'}`,
      )
      .sort();

  it.each(functionNames)('never lets %s scan the table, change it, or touch its backups', (name) => {
    const allowed = permissions(name).filter(({ action }) => action.startsWith('dynamodb:'));
    expect(allowed.length).toBeGreaterThan(0);
    for (const { action } of allowed) {
      expect(action).toMatch(
        /^dynamodb:(GetItem|BatchGetItem|Query|ConditionCheckItem|PutItem|UpdateItem|DeleteItem|ListStreams|DescribeStream|GetRecords|GetShardIterator)$/,
      );
    }
  });

  it.each(functionNames)('never lets %s remove a document, nor reach any setting of the bucket', (name) => {
    for (const { action } of permissions(name).filter((permission) => permission.action.startsWith('s3:'))) {
      expect(action).toMatch(/^s3:(GetObject|PutObject|PutObjectTagging|ListBucket)$/);
    }
  });

  it.each(functionNames)(
    'never grants %s an action by wildcard, and nothing on everything but traces and the account itself',
    (name) => {
      for (const { action, resource } of permissions(name)) {
        expect(action).not.toContain('*');
        if (resource === '"*"') {
          // neither knows a narrower resource
          expect(action).toMatch(/^(xray:Put|ses:GetAccount$)/);
        }
      }
    },
  );

  it('lets only the web take uploads in, and only the export put files beside the reports', () => {
    expect(functionNames.filter((name) => actions(name, /PutObject$/).includes('s3:PutObject on uploads'))).toEqual([
      'web',
    ]);
    expect(functionNames.filter((name) => actions(name, /PutObject$/).includes('s3:PutObject on exports'))).toEqual([
      'build-export',
    ]);
  });

  it('lets those who inspect documents keep their text, and only the web read it', () => {
    expect(functionNames.filter((name) => actions(name, /PutObject$/).includes('s3:PutObject on texts'))).toEqual([
      'inspect-upload',
      'sweep',
    ]);
    expect(functionNames.filter((name) => actions(name, /GetObject/).includes('s3:GetObject on texts'))).toEqual([
      'web',
    ]);
  });

  it('lets only the web hand out exports, and keeps the bucket from those who have nothing to do with documents', () => {
    expect(functionNames.filter((name) => actions(name, /GetObject/).includes('s3:GetObject on exports'))).toEqual([
      'web',
    ]);
    expect(functionNames.filter((name) => actions(name, /^s3:/).length === 0)).toEqual(['send-mail', 'mail-feedback']);
  });

  it('lets only those send mail whose work it is, from this sender and under these terms', () => {
    const senders = functionNames.filter((name) => permissions(name).some(({ action }) => action.startsWith('ses:')));
    expect(senders).toEqual(['send-mail', 'sweep']);
    for (const name of senders) {
      const mail = permissions(name).filter(({ action }) => action.startsWith('ses:'));
      expect(mail.map(({ action }) => action).sort()).toEqual(['ses:GetAccount', 'ses:SendEmail', 'ses:SendEmail']);
      expect(mail.some(({ resource }) => resource.includes(':identity/'))).toBe(true);
      expect(mail.some(({ resource }) => resource.includes(':configuration-set/'))).toBe(true);
    }
  });

  it('hands out no managed policy, since those allow more than anyone here needs', () => {
    for (const { properties } of resourcesOf(service, 'AWS::IAM::Role')) {
      expect(properties).not.toHaveProperty('ManagedPolicyArns');
    }
  });
});

describe('the front door', () => {
  it('leads every request to the one function that knows the routes', () => {
    service.resourceCountIs('AWS::ApiGatewayV2::Route', 1);
    service.hasResourceProperties('AWS::ApiGatewayV2::Route', { RouteKey: '$default' });
    service.hasResourceProperties('AWS::ApiGatewayV2::Integration', {
      IntegrationUri: { 'Fn::GetAtt': [Match.stringLikeRegexp('^WebFunction'), 'Arn'] },
      PayloadFormatVersion: '2.0',
    });
  });

  it('writes access logs without path, query, address or agent, since a path can hold a usable link', () => {
    const [stage] = resourcesOf(service, 'AWS::ApiGatewayV2::Stage');
    const { Format } = z.object({ Format: z.string() }).parse(stage?.properties['AccessLogSettings'] ?? {});
    expect(JSON.parse(Format)).toMatchObject({ routeKey: '$context.routeKey', status: '$context.status' });
    expect(Format).not.toMatch(/path|query|sourceIp|userAgent|\$context\.identity|domainName/i);
  });

  it('takes only so many requests a second, so that one visitor cannot spend everybody else’s share', () => {
    service.hasResourceProperties('AWS::ApiGatewayV2::Stage', {
      DefaultRouteSettings: { ThrottlingRateLimit: 50, ThrottlingBurstLimit: 100 },
    });
  });

  it('has the name that the stage gives it, with TLS 1.2, and then no other', () => {
    named.hasResourceProperties('AWS::ApiGatewayV2::DomainName', {
      DomainName: customDomain.domainName,
      DomainNameConfigurations: [
        Match.objectLike({ CertificateArn: customDomain.certificateArn, SecurityPolicy: 'TLS_1_2' }),
      ],
    });
    named.hasResourceProperties('AWS::ApiGatewayV2::Api', { DisableExecuteApiEndpoint: true });
    named.resourceCountIs('AWS::ApiGatewayV2::ApiMapping', 1);
    service.resourceCountIs('AWS::ApiGatewayV2::DomainName', 0);
    service.hasResourceProperties('AWS::ApiGatewayV2::Api', { DisableExecuteApiEndpoint: false });
  });

  it('tells the command line and the operator where it is and what the DNS must hold', () => {
    service.hasOutput('BaseUrl', { Value: { 'Fn::GetAtt': [Match.stringLikeRegexp('Api'), 'ApiEndpoint'] } });
    named.hasOutput('BaseUrl', { Value: 'https://ke-hoach.caugiay.example' });
    named.hasOutput('DnsRecord1', { Value: Match.objectLike({ 'Fn::Join': Match.anyValue() }) });
  });
});

describe('the sender of the letters', () => {
  it('insists on TLS, watches its reputation, and never again writes to an address that bounced', () => {
    service.hasResourceProperties('AWS::SES::ConfigurationSet', {
      Name: 'ward-plans-trial',
      DeliveryOptions: { TlsPolicy: 'REQUIRE' },
      ReputationOptions: { ReputationMetricsEnabled: true },
      SuppressionOptions: { SuppressedReasons: ['BOUNCE', 'COMPLAINT'] },
    });
  });

  it('hears what became of each mail, but does not watch whether people open it or follow its links', () => {
    service.hasResourceProperties('AWS::SES::ConfigurationSetEventDestination', {
      EventDestination: Match.objectLike({
        Enabled: true,
        MatchingEventTypes: ['delivery', 'bounce', 'complaint', 'reject', 'deliveryDelay'],
        EventBridgeDestination: { EventBusArn: Match.anyValue() },
      }),
    });
  });

  it('is the domain of the sender, with its DNS records told, or a single mailbox where the stage prefers that', () => {
    service.hasResourceProperties('AWS::SES::EmailIdentity', { EmailIdentity: 'caugiay.example' });
    expect(Object.keys(service.findOutputs('DnsRecord*', {}))).toHaveLength(0);
    expect(
      ['DnsRecord1', 'DnsRecord2', 'DnsRecord3'].filter((id) => Object.keys(service.findOutputs(id)).length === 1),
    ).toHaveLength(3);
    named.hasResourceProperties('AWS::SES::EmailIdentity', { EmailIdentity: 'ke-hoach@caugiay.example' });
  });

  it('is left as it is where the account sends for it already', () => {
    const shared = synthesize({ senderIdentity: 'existing' }).service;
    shared.resourceCountIs('AWS::SES::EmailIdentity', 0);
    const policies = JSON.stringify(resourcesOf(shared, 'AWS::IAM::Policy'));
    for (const identity of ['caugiay.example', 'ke-hoach@caugiay.example']) {
      expect(policies).toContain(`:identity/${identity}"`);
    }
  });
});

describe('the stack of what can be replaced', () => {
  it('holds no data: nothing in it is kept when it is deleted but the key that its alarms were sent with', () => {
    const kept = Object.entries(inventoryOf(service)).filter(([id, type]) =>
      Object.keys(service.findResources(type, { DeletionPolicy: 'Retain' })).includes(id),
    );
    expect(kept.map(([, type]) => type)).toEqual(['AWS::KMS::Key']);
  });

  it('is marked with the project and the stage wherever AWS allows a mark', () => {
    service.hasResourceProperties('AWS::Lambda::Function', {
      Tags: [
        { Key: 'project', Value: 'ward-plans' },
        { Key: 'stage', Value: 'trial' },
      ],
    });
  });

  it('consists of these parts', () => {
    expect(inventoryOf(service)).toMatchSnapshot();
  });
});
