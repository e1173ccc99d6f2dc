// biome-ignore-all lint/suspicious/noTemplateCurlyInString: the placeholders are those of CloudFormation
import { describe, expect, it } from 'vitest';
import { createResolver } from '../../../local/template/intrinsics.ts';
import { readTemplates } from '../../../local/template/read-templates.ts';

const place = { region: 'ap-southeast-1', accountId: '000000000000', baseUrl: 'http://127.0.0.1:8700' };

const records = {
  Resources: {
    Table: { Type: 'AWS::DynamoDB::Table' },
    Bucket: { Type: 'AWS::S3::Bucket' },
  },
  Outputs: {
    TableArn: { Value: { 'Fn::GetAtt': ['Table', 'Arn'] }, Export: { Name: { 'Fn::Sub': '${AWS::StackName}:table' } } },
  },
};

/** Resolves a value as a property of a function in the stack `service`, next to the stack `records`. */
function resolve(value: unknown): unknown {
  const service = {
    Parameters: { Size: { Type: 'Number', Default: 3 }, Given: { Type: 'String' } },
    Resources: {
      Api: { Type: 'AWS::ApiGatewayV2::Api' },
      Queue: { Type: 'AWS::SQS::Queue', Properties: { QueueName: { 'Fn::Join': ['-', ['dead', 'letters']] } } },
      Alarm: { Type: 'AWS::CloudWatch::Alarm' },
      Function: { Type: 'AWS::Lambda::Function', Properties: { Value: value } },
    },
  };
  const stacks = readTemplates([
    { stackName: 'records', template: records },
    { stackName: 'service', template: service },
  ]);
  const [holder] = stacks.flatMap((stack) => stack.resources).filter((resource) => resource.logicalId === 'Function');
  if (holder === undefined) throw new Error('the template lost its function');
  return createResolver(stacks, place).property(holder, 'Value');
}

describe('the functions of a template', () => {
  it.each([
    ['a plain value', { a: [1, 'x', true] }, { a: [1, 'x', true] }],
    ['a name that is generated', { Ref: 'Function' }, 'service-Function'],
    ['a name that is given', { 'Fn::GetAtt': ['Queue', 'QueueName'] }, 'dead-letters'],
    ['an ARN', { 'Fn::GetAtt': 'Queue.Arn' }, 'arn:aws:sqs:ap-southeast-1:000000000000:dead-letters'],
    ['the address of the API', { 'Fn::GetAtt': ['Api', 'ApiEndpoint'] }, 'http://127.0.0.1:8700'],
    ['a pseudo parameter', { Ref: 'AWS::Region' }, 'ap-southeast-1'],
    ['a parameter with a default', { Ref: 'Size' }, 3],
    ['a join over references', { 'Fn::Join': ['', ['arn:', { Ref: 'AWS::Partition' }, ':x']] }, 'arn:aws:x'],
    [
      'a substitution',
      { 'Fn::Sub': ['${A}/${Queue.Arn}/${!Literal}', { A: { Ref: 'Size' } }] },
      '3/arn:aws:sqs:ap-southeast-1:000000000000:dead-letters/${Literal}',
    ],
    ['a selection from a split', { 'Fn::Select': [1, { 'Fn::Split': ['-', 'a-b-c'] }] }, 'b'],
    [
      'an export of another stack',
      { 'Fn::ImportValue': 'records:table' },
      'arn:aws:dynamodb:ap-southeast-1:000000000000:table/records-Table',
    ],
  ])('resolve %s', (_what, value, expected) => {
    expect(resolve(value)).toEqual(expected);
  });

  it('leave out what is AWS::NoValue', () => {
    expect(resolve({ kept: 1, gone: { Ref: 'AWS::NoValue' }, list: [{ Ref: 'AWS::NoValue' }, 2] })).toEqual({
      kept: 1,
      list: [2],
    });
  });

  it.each([
    ['a reference to nothing', { Ref: 'Missing' }, 'Missing'],
    ['a parameter without a value', { Ref: 'Given' }, 'Given'],
    ['a kind without local values', { Ref: 'Alarm' }, 'service/Alarm (AWS::CloudWatch::Alarm)'],
    ['an unknown attribute', { 'Fn::GetAtt': ['Queue', 'Colour'] }, 'Colour'],
    ['an export that no stack has', { 'Fn::ImportValue': 'records:nothing' }, 'records:nothing'],
    ['an unknown function', { 'Fn::If': ['A', 1, 2] }, 'Fn::If'],
  ])('name the resource that holds %s', (_what, value, said) => {
    expect(() => resolve({ deep: value })).toThrow(said);
    expect(() => resolve({ deep: value })).toThrow('service/Function (AWS::Lambda::Function).Value');
  });

  it('give a bucket a name that S3 allows', () => {
    const stacks = readTemplates([
      { stackName: 'Records-With-A-Name-That-Is-Quite-Long-For-Any-Bucket-Of-S3', template: records },
    ]);
    const bucket = stacks[0]?.resources.find((resource) => resource.logicalId === 'Bucket');
    if (bucket === undefined) throw new Error('the template lost its bucket');
    expect(createResolver(stacks, place).nameOf(bucket)).toMatch(/^[a-z0-9][a-z0-9-]{1,61}[a-z0-9]$/);
  });
});
