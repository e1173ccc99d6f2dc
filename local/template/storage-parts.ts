import * as z from 'zod';
import { type BucketModel, type KeyModel, type MailModel, mailEventTypes, type TableModel } from './model.ts';
import type { Parts } from './parts.ts';
import type { Resource } from './read-templates.ts';
import type { LocalPlace } from './resource-kinds.ts';
import { TemplateNotUnderstood } from './template-error.ts';

const keySchema = z.array(z.object({ AttributeName: z.string(), KeyType: z.enum(['HASH', 'RANGE']) }));
const attributesSchema = z.array(z.object({ AttributeName: z.string(), AttributeType: z.enum(['S', 'N', 'B']) }));

const tableShape = {
  AttributeDefinitions: attributesSchema,
  KeySchema: keySchema,
  GlobalSecondaryIndexes: z
    .array(
      z.object({
        IndexName: z.string(),
        KeySchema: keySchema,
        Projection: z.discriminatedUnion('ProjectionType', [
          z.object({ ProjectionType: z.literal('ALL') }),
          z.object({ ProjectionType: z.literal('KEYS_ONLY') }),
          z.object({ ProjectionType: z.literal('INCLUDE'), NonKeyAttributes: z.array(z.string()) }),
        ]),
      }),
    )
    .default([]),
  LocalSecondaryIndexes: z
    .array(z.unknown())
    .max(0, 'local secondary indexes are not known to the local run')
    .default([]),
  StreamSpecification: z
    .object({ StreamViewType: z.enum(['NEW_IMAGE', 'OLD_IMAGE', 'NEW_AND_OLD_IMAGES', 'KEYS_ONLY']) })
    .optional(),
  TimeToLiveSpecification: z.object({ AttributeName: z.string().optional(), Enabled: z.boolean() }).optional(),
};

/** The tables with their indexes, stream and expiry. */
export function readTables(parts: Parts): TableModel[] {
  return parts.ofType('AWS::DynamoDB::Table', 'AWS::DynamoDB::GlobalTable').map((resource) => {
    const table = parts.read(resource, tableShape);
    const name = parts.resolver.nameOf(resource);
    const keyOf = (schema: z.output<typeof keySchema>) => readKey(schema, table.AttributeDefinitions, resource);
    const timeToLive = table.TimeToLiveSpecification;
    return {
      name,
      key: keyOf(table.KeySchema),
      indexes: table.GlobalSecondaryIndexes.map((index) => ({
        name: index.IndexName,
        key: keyOf(index.KeySchema),
        projection:
          index.Projection.ProjectionType === 'INCLUDE'
            ? { type: 'INCLUDE', attributes: index.Projection.NonKeyAttributes }
            : { type: index.Projection.ProjectionType },
      })),
      ...(table.StreamSpecification === undefined
        ? {}
        : {
            stream: {
              arn: parts.resolver.attributeOf(resource, 'StreamArn'),
              view: table.StreamSpecification.StreamViewType,
            },
          }),
      ...(timeToLive?.Enabled === true && timeToLive.AttributeName !== undefined
        ? { timeToLiveAttribute: timeToLive.AttributeName }
        : {}),
    };
  });
}

function readKey(
  schema: z.output<typeof keySchema>,
  definitions: z.output<typeof attributesSchema>,
  resource: Resource,
): KeyModel {
  const attribute = (kind: 'HASH' | 'RANGE') => {
    const name = schema.find((one) => one.KeyType === kind)?.AttributeName;
    const type = definitions.find((one) => one.AttributeName === name)?.AttributeType;
    return name === undefined || type === undefined ? undefined : { name, type };
  };
  const hash = attribute('HASH');
  const range = attribute('RANGE');
  if (hash === undefined) throw new TemplateNotUnderstood(resource.label, 'a key without a defined HASH attribute');
  return range === undefined ? { hash } : { hash, range };
}

const textsSchema = z.array(z.string()).default([]);
const corsRuleSchema = z.object({
  AllowedOrigins: z.array(z.string()),
  AllowedMethods: z.array(z.string()),
  AllowedHeaders: textsSchema,
  ExposedHeaders: textsSchema,
  MaxAge: z.int().nonnegative().optional(),
});

const bucketShape = {
  VersioningConfiguration: z.object({ Status: z.enum(['Enabled', 'Suspended']) }).optional(),
  CorsConfiguration: z.object({ CorsRules: z.array(corsRuleSchema) }).optional(),
  NotificationConfiguration: z.object({ EventBridgeConfiguration: z.unknown().optional() }).optional(),
};

const notificationShape = {
  BucketName: z.string(),
  NotificationConfiguration: z.object({ EventBridgeConfiguration: z.unknown().optional() }),
};

/** The buckets. Where the deployed API would be allowed as an origin, the local one is. */
export function readBuckets(parts: Parts, place: LocalPlace): BucketModel[] {
  // The CDK turns EventBridge on through a resource of its own, since CloudFormation could not always do it.
  const told = parts
    .ofType('Custom::S3BucketNotifications')
    .map((resource) => parts.read(resource, notificationShape))
    .filter((one) => one.NotificationConfiguration.EventBridgeConfiguration !== undefined)
    .map((one) => one.BucketName);
  return parts.ofType('AWS::S3::Bucket').map((resource) => {
    const bucket = parts.read(resource, bucketShape);
    const name = parts.resolver.nameOf(resource);
    return {
      name,
      versioned: bucket.VersioningConfiguration?.Status === 'Enabled',
      cors: (bucket.CorsConfiguration?.CorsRules ?? []).map((rule) => ({
        allowedOrigins: rule.AllowedOrigins.map((origin) => localOrigin(origin, place)),
        allowedMethods: rule.AllowedMethods,
        allowedHeaders: rule.AllowedHeaders,
        exposeHeaders: rule.ExposedHeaders,
        ...(rule.MaxAge === undefined ? {} : { maxAgeSeconds: rule.MaxAge }),
      })),
      tellsEventBridge: told.includes(name) || bucket.NotificationConfiguration?.EventBridgeConfiguration !== undefined,
    };
  });
}

/** The API's own host name is not known before it is deployed, so the template allows it by a pattern. */
function localOrigin(origin: string, place: LocalPlace): string {
  const apiHost = /^https:\/\/\S+\.execute-api\.[a-z0-9-]+\.amazonaws\.com$/;
  return apiHost.test(origin) ? place.baseUrl : origin;
}

const eventDestinationShape = {
  ConfigurationSetName: z.string(),
  EventDestination: z.object({
    Enabled: z.boolean().default(true),
    EventBridgeDestination: z.object({ EventBusArn: z.string() }).optional(),
    MatchingEventTypes: z.array(
      // CloudFormation takes SEND as well as send, DELIVERY_DELAY as well as deliveryDelay.
      z.string().transform((written, context) => {
        const plain = written.replaceAll('_', '').toLowerCase();
        const known = mailEventTypes.find((type) => type.toLowerCase() === plain);
        if (known !== undefined) return known;
        context.addIssue({ code: 'custom', message: `SES has no event ${written}` });
        return z.NEVER;
      }),
    ),
  }),
};

/** Who may send mail, and what SES tells EventBridge about mails of each configuration set. */
export function readMail(parts: Parts): MailModel {
  const destinations = parts
    .ofType('AWS::SES::ConfigurationSetEventDestination')
    .map((resource) => parts.read(resource, eventDestinationShape))
    .filter(({ EventDestination: to }) => to.Enabled && to.EventBridgeDestination !== undefined);
  return {
    identities: parts.ofType('AWS::SES::EmailIdentity').map((resource) => parts.resolver.nameOf(resource)),
    configurationSets: parts.ofType('AWS::SES::ConfigurationSet').map((resource) => {
      const name = parts.resolver.nameOf(resource);
      const own = destinations.filter((one) => one.ConfigurationSetName === name);
      return { name, events: [...new Set(own.flatMap((one) => one.EventDestination.MatchingEventTypes))] };
    }),
  };
}
