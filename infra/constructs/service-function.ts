import { Duration, RemovalPolicy, Validations } from 'aws-cdk-lib';
import { Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import {
  Architecture,
  Code,
  Function as LambdaFunction,
  LoggingFormat,
  Runtime,
  Tracing,
} from 'aws-cdk-lib/aws-lambda';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import { Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import type { FunctionCode, FunctionName } from '../bundle.ts';
import { environmentOf, type ServiceSurroundings } from './service-surroundings.ts';

/** The newest Node.js that Lambda offers, supported until April 2028: docs/decisions/0002 says why. */
export const lambdaRuntime = Runtime.NODEJS_24_X;

export interface ServiceFunctionProps {
  readonly surroundings: ServiceSurroundings;
  readonly functionName: FunctionName;
  readonly memoryMegabytes: number;
  readonly timeout: Duration;
}

export interface EventFunctionProps extends ServiceFunctionProps {
  /** How often Lambda tries a failed event again, and how old the event may then be at most. */
  readonly retries: 0 | 1 | 2;
  readonly maxEventAge: Duration;
}

/** One deployed function: its bundle, its log group, and a role that may only write logs and traces until granted more. */
export class ServiceFunction extends Construct {
  readonly functionName: FunctionName;
  readonly lambda: LambdaFunction;
  readonly role: Role;
  readonly logGroup: LogGroup;

  constructor(scope: Construct, id: string, props: ServiceFunctionProps, asynchronous?: AsynchronousSettings) {
    super(scope, id);
    const { surroundings, functionName } = props;
    this.functionName = functionName;
    const fullName = fullNameOf(props);
    this.logGroup = new LogGroup(this, 'Logs', {
      logGroupName: `/aws/lambda/${fullName}`,
      retention: surroundings.stageConfig.logRetentionDays,
      // Logs carry codes and ids; what must be kept is in the table's history. So they may go with the stack.
      removalPolicy: RemovalPolicy.DESTROY,
    });
    this.role = new Role(this, 'Role', { assumedBy: new ServicePrincipal('lambda.amazonaws.com') });
    this.logGroup.grantWrite(this.role);
    this.lambda = new LambdaFunction(this, 'Function', {
      functionName: fullName,
      role: this.role,
      logGroup: this.logGroup,
      runtime: lambdaRuntime,
      architecture: Architecture.ARM_64,
      handler: 'index.handler',
      code: codeOf(functionName, surroundings.code),
      memorySize: props.memoryMegabytes,
      timeout: props.timeout,
      tracing: Tracing.ACTIVE,
      loggingFormat: LoggingFormat.JSON,
      environment: environmentOf(surroundings, functionName),
      ...asynchronous,
    });
    Validations.of(this.role).acknowledge({
      id: 'AwsSolutions-IAM5[Resource::*]',
      reason: 'X-Ray takes traces for an account: PutTraceSegments knows no narrower resource.',
    });
  }
}

interface AsynchronousSettings {
  readonly deadLetterQueue: Queue;
  readonly retryAttempts: number;
  readonly maxEventAge: Duration;
}

/** A function that something other than a person waits for. What it finally cannot do is kept 14 days for a person to see. */
export class EventFunction extends ServiceFunction {
  readonly deadLetters: Queue;

  constructor(scope: Construct, id: string, props: EventFunctionProps) {
    const deadLetters = createDeadLetters(scope, `${id}DeadLetters`, fullNameOf(props));
    super(scope, id, props, {
      deadLetterQueue: deadLetters,
      retryAttempts: props.retries,
      maxEventAge: props.maxEventAge,
    });
    this.deadLetters = deadLetters;
  }
}

/** Like EventFunction, for a reader of the table's stream: there the retries belong to the event source, not to Lambda. */
export class StreamFunction extends ServiceFunction {
  readonly deadLetters: Queue;

  constructor(scope: Construct, id: string, props: ServiceFunctionProps) {
    super(scope, id, props);
    this.deadLetters = createDeadLetters(scope, `${id}DeadLetters`, fullNameOf(props));
  }
}

const fullNameOf = ({ surroundings, functionName }: ServiceFunctionProps): string =>
  `ward-plans-${surroundings.stageConfig.name}-${functionName}`;

function createDeadLetters(scope: Construct, id: string, functionName: string): Queue {
  const queue = new Queue(scope, id, {
    queueName: `${functionName}-dead-letters`,
    encryption: QueueEncryption.SQS_MANAGED,
    enforceSSL: true,
    retentionPeriod: Duration.days(14),
  });
  Validations.of(queue).acknowledge({
    id: 'AwsSolutions-SQS3',
    reason: 'This is the dead-letter queue; that it belongs to an event source is what the check does not see.',
  });
  return queue;
}

function codeOf(name: FunctionName, code: FunctionCode | undefined): Code {
  return code === undefined ? Code.fromInline('// synthesized without code') : Code.fromAsset(code[name]);
}
