import type { Duration } from 'aws-cdk-lib';
import { type EventPattern, Rule, type Schedule } from 'aws-cdk-lib/aws-events';
import { LambdaFunction } from 'aws-cdk-lib/aws-events-targets';
import type { Construct } from 'constructs';
import type { EventFunction } from './service-function.ts';

export interface EventRuleProps {
  readonly description: string;
  readonly when: { readonly eventPattern: EventPattern } | { readonly schedule: Schedule };
  readonly target: EventFunction;
  /** How long EventBridge goes on trying to hand the event over. */
  readonly maxEventAge: Duration;
}

/** Hands matching events to the function; what cannot be handed over ends in the function's own dead letters. */
export function createEventRule(scope: Construct, id: string, props: EventRuleProps): Rule {
  return new Rule(scope, id, {
    description: props.description,
    ...props.when,
    targets: [
      new LambdaFunction(props.target.lambda, {
        deadLetterQueue: props.target.deadLetters,
        retryAttempts: 10,
        maxEventAge: props.maxEventAge,
      }),
    ],
  });
}
