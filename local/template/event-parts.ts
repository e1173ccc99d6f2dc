import * as z from 'zod';
import { compilePattern } from './event-pattern.ts';
import type {
  FunctionModel,
  RouteModel,
  RuleModel,
  ScheduleModel,
  StreamReaderModel,
  TableModel,
  TargetModel,
} from './model.ts';
import { functionFor, type Parts, queueName } from './parts.ts';
import type { Resource } from './read-templates.ts';
import { TemplateNotUnderstood } from './template-error.ts';

const routeShape = { RouteKey: z.string(), Target: z.string() };
const integrationShape = {
  IntegrationType: z.literal('AWS_PROXY'),
  IntegrationUri: z.string(),
  PayloadFormatVersion: z.literal('2.0'),
};

/** The routes of the HTTP API, each to its function. */
export function readRoutes(parts: Parts, functions: readonly FunctionModel[]): RouteModel[] {
  const integrations = parts.ofType('AWS::ApiGatewayV2::Integration');
  return parts.ofType('AWS::ApiGatewayV2::Route').map((resource) => {
    const route = parts.read(resource, routeShape);
    const id = route.Target.replace(/^integrations\//, '');
    const integration = integrations.find((one) => parts.resolver.nameOf(one) === id);
    if (integration === undefined)
      throw new TemplateNotUnderstood(resource.label, `leads to ${route.Target}, which does not exist`);
    const { IntegrationUri } = parts.read(integration, integrationShape);
    return { routeKey: route.RouteKey, functionName: functionFor(IntegrationUri, functions, resource).name };
  });
}

const mappingShape = {
  EventSourceArn: z.string(),
  FunctionName: z.string(),
  Enabled: z.boolean().default(true),
  BatchSize: z.int().positive().default(100),
  BisectBatchOnFunctionError: z.boolean().default(false),
  MaximumRetryAttempts: z.int().min(-1).default(-1),
  FunctionResponseTypes: z.array(z.literal('ReportBatchItemFailures')).default([]),
  FilterCriteria: z
    .object({ Filters: z.array(z.object({ Pattern: z.string() })).default([]) })
    .default({ Filters: [] }),
  DestinationConfig: z.object({ OnFailure: z.object({ Destination: z.string() }).optional() }).default({}),
};

/** Who reads the tables' streams, and on what terms. */
export function readStreamReaders(
  parts: Parts,
  functions: readonly FunctionModel[],
  tables: readonly TableModel[],
): StreamReaderModel[] {
  return parts.ofType('AWS::Lambda::EventSourceMapping').flatMap((resource) => {
    const mapping = parts.read(resource, mappingShape);
    if (!mapping.Enabled) return [];
    const table = tables.find((one) => one.stream?.arn === mapping.EventSourceArn);
    if (table === undefined) {
      throw new TemplateNotUnderstood(
        resource.label,
        `reads ${mapping.EventSourceArn}: the local run knows only streams of its tables`,
      );
    }
    const onFailure = mapping.DestinationConfig.OnFailure?.Destination;
    return [
      {
        id: `${resource.stackName}/${resource.logicalId}`,
        functionName: functionFor(mapping.FunctionName, functions, resource).name,
        tableName: table.name,
        batchSize: mapping.BatchSize,
        filters: mapping.FilterCriteria.Filters.map((filter) =>
          compilePattern(parseFilter(filter.Pattern, resource), `${resource.label} filter`),
        ),
        maximumRetries: mapping.MaximumRetryAttempts,
        bisectOnError: mapping.BisectBatchOnFunctionError,
        reportsItemFailures: mapping.FunctionResponseTypes.includes('ReportBatchItemFailures'),
        ...(onFailure === undefined ? {} : { deadLetterQueue: queueName(onFailure, resource) }),
      },
    ];
  });
}

function parseFilter(text: string, resource: Resource): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new TemplateNotUnderstood(resource.label, `a filter is not JSON: ${text}`);
  }
}

const unknownInput = z.never('the local run does not reshape what a target is given').optional();
const ruleShape = {
  State: z.string().default('ENABLED'),
  EventBusName: z.literal('default').optional(),
  EventPattern: z.unknown().optional(),
  ScheduleExpression: z.string().optional(),
  Targets: z
    .array(
      z.object({
        Arn: z.string(),
        Input: z.string().optional(),
        InputPath: unknownInput,
        InputTransformer: unknownInput,
      }),
    )
    .default([]),
};

const scheduleShape = {
  State: z.enum(['ENABLED', 'DISABLED']).default('ENABLED'),
  ScheduleExpression: z.string(),
  Target: z.object({ Arn: z.string(), Input: z.string().optional() }),
};

/** The rules of the default event bus, and everything that runs on a schedule. */
export function readRulesAndSchedules(
  parts: Parts,
  functions: readonly FunctionModel[],
): { rules: RuleModel[]; schedules: ScheduleModel[] } {
  const rules: RuleModel[] = [];
  const schedules: ScheduleModel[] = [];
  const target = (to: { Arn: string; Input?: string | undefined }, resource: Resource): TargetModel => ({
    functionName: functionFor(to.Arn, functions, resource).name,
    ...(to.Input === undefined ? {} : { input: parseInput(to.Input, resource) }),
  });
  for (const resource of parts.ofType('AWS::Events::Rule')) {
    const rule = parts.read(resource, ruleShape);
    if (rule.State === 'DISABLED') continue;
    const name = parts.resolver.nameOf(resource);
    const targets = rule.Targets.map((one) => target(one, resource));
    if (rule.EventPattern !== undefined) {
      rules.push({ name, matches: compilePattern(rule.EventPattern, `${resource.label}.EventPattern`), targets });
    }
    if (rule.ScheduleExpression !== undefined) {
      const everyMinutes = readRate(rule.ScheduleExpression, resource);
      schedules.push({ name, arn: parts.resolver.attributeOf(resource, 'Arn'), kind: 'rule', everyMinutes, targets });
    }
  }
  for (const resource of parts.ofType('AWS::Scheduler::Schedule')) {
    const schedule = parts.read(resource, scheduleShape);
    if (schedule.State === 'DISABLED') continue;
    schedules.push({
      name: parts.resolver.nameOf(resource),
      arn: parts.resolver.attributeOf(resource, 'Arn'),
      kind: 'scheduler',
      everyMinutes: readRate(schedule.ScheduleExpression, resource),
      targets: [target(schedule.Target, resource)],
    });
  }
  return { rules, schedules };
}

/** Every how many minutes `rate(...)` fires. */
function readRate(expression: string, resource: Resource): number {
  const [, count, unit] = /^rate\((\d+) (minute|hour|day)s?\)$/.exec(expression) ?? [];
  const minutesOf: Record<string, number> = { minute: 1, hour: 60, day: 24 * 60 };
  const minutes = Number(count) * (minutesOf[unit ?? ''] ?? Number.NaN);
  if (minutes > 0) return minutes;
  throw new TemplateNotUnderstood(
    resource.label,
    `the local run knows only schedules like rate(5 minutes), not ${expression}`,
  );
}

function parseInput(text: string, resource: Resource): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new TemplateNotUnderstood(resource.label, `the input of a target is not JSON: ${text}`);
  }
}
