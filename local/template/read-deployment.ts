import { readRoutes, readRulesAndSchedules, readStreamReaders } from './event-parts.ts';
import { readFunctions } from './function-parts.ts';
import { createResolver } from './intrinsics.ts';
import type { Deployment } from './model.ts';
import { createParts } from './parts.ts';
import { readTemplates } from './read-templates.ts';
import type { LocalPlace } from './resource-kinds.ts';
import { readMalwareScans } from './scan-parts.ts';
import { readBuckets, readMail, readTables } from './storage-parts.ts';

/** The types that the local run carries out; whatever else a template holds has no part in it. */
const carriedOut: ReadonlySet<string> = new Set([
  'AWS::DynamoDB::Table',
  'AWS::DynamoDB::GlobalTable',
  'AWS::S3::Bucket',
  'Custom::S3BucketNotifications',
  'AWS::GuardDuty::MalwareProtectionPlan',
  'AWS::SES::ConfigurationSet',
  'AWS::SES::ConfigurationSetEventDestination',
  'AWS::SES::EmailIdentity',
  'AWS::Lambda::Function',
  'AWS::Lambda::EventInvokeConfig',
  'AWS::Lambda::EventSourceMapping',
  'AWS::ApiGatewayV2::Api',
  'AWS::ApiGatewayV2::Integration',
  'AWS::ApiGatewayV2::Route',
  'AWS::ApiGatewayV2::Stage',
  'AWS::Events::Rule',
  'AWS::Scheduler::Schedule',
  'AWS::SQS::Queue',
]);

/**
 * Reads from the synthesized templates what the local run has to build.
 * @param options.functionsFolder where the entry files of the functions are
 * @throws TemplateNotUnderstood naming the resource that cannot be carried out or resolved
 */
export function readDeployment(
  templates: readonly { stackName: string; template: unknown }[],
  options: { place: LocalPlace; functionsFolder: string },
): Deployment {
  const stacks = readTemplates(templates);
  const { place } = options;
  const parts = createParts(stacks, createResolver(stacks, place));
  const tables = readTables(parts);
  const functions = readFunctions(parts, options.functionsFolder);
  const types = new Set(stacks.flatMap((stack) => stack.resources.map((resource) => resource.type)));
  return {
    functions,
    tables,
    buckets: readBuckets(parts, place),
    malwareScans: readMalwareScans(parts),
    mail: readMail(parts),
    routes: readRoutes(parts, functions),
    streamReaders: readStreamReaders(parts, functions, tables),
    ...readRulesAndSchedules(parts, functions),
    leftOut: [...types].filter((type) => !carriedOut.has(type)).sort(),
  };
}
