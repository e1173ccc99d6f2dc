import type { EventMatcher } from './event-pattern.ts';

/** What the local run builds: the deployment as its templates describe it, with every reference resolved. */
export type Deployment = {
  functions: readonly FunctionModel[];
  tables: readonly TableModel[];
  buckets: readonly BucketModel[];
  malwareScans: readonly MalwareScanModel[];
  mail: MailModel;
  routes: readonly RouteModel[];
  streamReaders: readonly StreamReaderModel[];
  rules: readonly RuleModel[];
  schedules: readonly ScheduleModel[];
  /** Kinds of resources that have no part in a local run (roles, alarms, log groups ...), for the console to name. */
  leftOut: readonly string[];
};

export type FunctionModel = {
  /** The deployed name, unique in the deployment. */
  name: string;
  /** The entry file is `functions/<entry>.ts`. */
  entry: string;
  timeoutSeconds: number;
  memoryMegabytes: number;
  environment: Readonly<Record<string, string>>;
  /** How often an asynchronous event is tried again after its first failure. */
  asyncRetries: number;
  /** Name of the queue that takes what finally failed; without one it is lost, as it would be when deployed. */
  deadLetterQueue?: string;
};

export type KeyAttribute = { name: string; type: 'S' | 'N' | 'B' };
export type KeyModel = { hash: KeyAttribute; range?: KeyAttribute };

export type TableModel = {
  name: string;
  key: KeyModel;
  indexes: readonly IndexModel[];
  stream?: { arn: string; view: 'NEW_IMAGE' | 'OLD_IMAGE' | 'NEW_AND_OLD_IMAGES' | 'KEYS_ONLY' };
  /** The attribute that holds when a row expires, in seconds since 1970. */
  timeToLiveAttribute?: string;
};

export type IndexModel = {
  name: string;
  key: KeyModel;
  projection: { type: 'ALL' | 'KEYS_ONLY' } | { type: 'INCLUDE'; attributes: readonly string[] };
};

export type BucketModel = {
  name: string;
  versioned: boolean;
  cors: readonly CorsRuleModel[];
  /** Whether new objects are told to EventBridge. */
  tellsEventBridge: boolean;
};

export type CorsRuleModel = {
  allowedOrigins: readonly string[];
  allowedMethods: readonly string[];
  allowedHeaders: readonly string[];
  exposeHeaders: readonly string[];
  maxAgeSeconds?: number;
};

export type MalwareScanModel = {
  /** Name of the protection plan. */
  id: string;
  bucketName: string;
  /** Only objects whose key begins with one of them are scanned; without any, all are. */
  prefixes: readonly string[];
  /** Whether the result is put on the object as a tag. */
  tagsObjects: boolean;
};

export type MailModel = {
  /** Addresses, or whole domains, that SES lets the service send from. */
  identities: readonly string[];
  configurationSets: readonly { name: string; events: readonly MailEventType[] }[];
};

export const mailEventTypes = [
  'send',
  'delivery',
  'bounce',
  'complaint',
  'reject',
  'open',
  'click',
  'renderingFailure',
  'deliveryDelay',
  'subscription',
] as const;
export type MailEventType = (typeof mailEventTypes)[number];

export type RouteModel = {
  /** As the template writes it: `$default`, or a method and a path with `{name}` and `{name+}`. */
  routeKey: string;
  functionName: string;
};

export type StreamReaderModel = {
  /** Stable across starts: its place in the stream is kept under this name. */
  id: string;
  functionName: string;
  tableName: string;
  batchSize: number;
  /** A record passes when one of them matches; without any, every record passes. */
  filters: readonly EventMatcher[];
  /** Retries after the first attempt; -1 stands for as long as the record exists. */
  maximumRetries: number;
  bisectOnError: boolean;
  reportsItemFailures: boolean;
  deadLetterQueue?: string;
};

export type TargetModel = { functionName: string; input?: unknown };

export type RuleModel = { name: string; matches: EventMatcher; targets: readonly TargetModel[] };

export type ScheduleModel = {
  name: string;
  arn: string;
  everyMinutes: number;
  /** `rule` and `scheduler` tell the function about a tick in different words. */
  kind: 'rule' | 'scheduler';
  targets: readonly TargetModel[];
};
