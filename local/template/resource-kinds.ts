/** Where resolved values point to in a local run. */
export type LocalPlace = {
  region: string;
  accountId: string;
  /** Where the HTTP API answers, without a slash at the end. */
  baseUrl: string;
};

/** What CloudFormation gives for a resource: `Ref`, and the attributes of `Fn::GetAtt`, both made from the physical name. */
export type ResourceKind = {
  /** The property that names the resource; without one, or when it is left out, a name is generated. */
  nameProperty?: string;
  ref: (name: string, place: LocalPlace) => string;
  attributes: Record<string, (name: string, place: LocalPlace) => string>;
};

const itsName = (name: string): string => name;

function arn(service: string, resource: (name: string) => string) {
  return (name: string, { region, accountId }: LocalPlace) =>
    `arn:aws:${service}:${region}:${accountId}:${resource(name)}`;
}

function globalArn(service: string, resource: (name: string, place: LocalPlace) => string) {
  return (name: string, place: LocalPlace) => `arn:aws:${service}::${resource(name, place)}`;
}

const tableArn = arn('dynamodb', (name) => `table/${name}`);
const topicArn = arn('sns', itsName);

const table: ResourceKind = {
  nameProperty: 'TableName',
  ref: itsName,
  attributes: { Arn: tableArn, StreamArn: (name, place) => `${tableArn(name, place)}/stream/local` },
};

/** The kinds of resources that others refer to. One that is missing here is reported by name when something refers to it. */
export const resourceKinds: Readonly<Record<string, ResourceKind>> = {
  'AWS::DynamoDB::Table': table,
  'AWS::DynamoDB::GlobalTable': table,
  'AWS::S3::Bucket': {
    nameProperty: 'BucketName',
    ref: itsName,
    attributes: { Arn: globalArn('s3', (name) => `:${name}`) },
  },
  'AWS::Lambda::Function': {
    nameProperty: 'FunctionName',
    ref: itsName,
    attributes: { Arn: arn('lambda', (name) => `function:${name}`) },
  },
  'AWS::SQS::Queue': {
    nameProperty: 'QueueName',
    ref: (name, { region, accountId }) => `https://sqs.${region}.amazonaws.com/${accountId}/${name}`,
    attributes: { Arn: arn('sqs', itsName), QueueName: itsName },
  },
  'AWS::SNS::Topic': {
    nameProperty: 'TopicName',
    ref: topicArn,
    attributes: { TopicArn: topicArn, TopicName: itsName },
  },
  'AWS::Events::Rule': {
    nameProperty: 'Name',
    ref: itsName,
    attributes: { Arn: arn('events', (name) => `rule/${name}`) },
  },
  'AWS::Events::EventBus': {
    nameProperty: 'Name',
    ref: itsName,
    attributes: { Arn: arn('events', (name) => `event-bus/${name}`), Name: itsName },
  },
  'AWS::Scheduler::Schedule': {
    nameProperty: 'Name',
    ref: itsName,
    attributes: { Arn: arn('scheduler', (name) => `schedule/default/${name}`) },
  },
  'AWS::ApiGatewayV2::Api': {
    ref: itsName,
    attributes: { ApiId: itsName, ApiEndpoint: (_name, place) => place.baseUrl },
  },
  'AWS::ApiGatewayV2::Integration': { ref: itsName, attributes: {} },
  'AWS::ApiGatewayV2::Stage': { nameProperty: 'StageName', ref: itsName, attributes: {} },
  'AWS::SES::ConfigurationSet': { nameProperty: 'Name', ref: itsName, attributes: {} },
  'AWS::SES::EmailIdentity': { nameProperty: 'EmailIdentity', ref: itsName, attributes: {} },
  'AWS::Logs::LogGroup': {
    nameProperty: 'LogGroupName',
    ref: itsName,
    attributes: { Arn: arn('logs', (name) => `log-group:${name}:*`) },
  },
  'AWS::IAM::Role': {
    nameProperty: 'RoleName',
    ref: itsName,
    attributes: { Arn: globalArn('iam', (name, place) => `${place.accountId}:role/${name}`) },
  },
};
