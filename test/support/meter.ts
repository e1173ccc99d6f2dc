import type { ConsumedCapacity, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { onTestFinished } from 'vitest';
import * as z from 'zod';

/** What one request asked for and what the engine counted for it. */
export interface Metered {
  readonly command: string;
  /** Items of a transaction; 1 for anything else. */
  readonly items: number;
  /** Capacity units, those of the indexes included. */
  readonly units: number;
}

const request = z.looseObject({ TransactItems: z.array(z.unknown()).optional() });
const answer = z.object({ output: z.looseObject({ ConsumedCapacity: z.unknown().optional() }) });
const capacity = z.custom<ConsumedCapacity>((value) => typeof value === 'object' && value !== null);

const unitsOf = (found: unknown): number => {
  const list = Array.isArray(found) ? found : found === undefined ? [] : [found];
  return z
    .array(capacity)
    .parse(list)
    .reduce((sum, { CapacityUnits }) => sum + (CapacityUnits ?? 0), 0);
};

/** Has the engine count what every request of a client costs, until the test ends or `stop` is called. */
export const meter = (client: DynamoDBClient): { readonly requests: Metered[]; clear(): void; stop(): void } => {
  const requests: Metered[] = [];
  const stop = (): void => void client.middlewareStack.remove('meter');
  client.middlewareStack.add(
    (next, context) => async (args) => {
      const input = request.parse(args.input);
      const result = await next({ ...args, input: { ...args.input, ReturnConsumedCapacity: 'INDEXES' } });
      const { output } = answer.parse(result);
      requests.push({
        command: String(context['commandName']),
        items: input.TransactItems?.length ?? 1,
        units: unitsOf(output['ConsumedCapacity']),
      });
      return result;
    },
    { step: 'initialize', name: 'meter', priority: 'high' },
  );
  onTestFinished(stop);
  return { requests, clear: () => void requests.splice(0), stop };
};
