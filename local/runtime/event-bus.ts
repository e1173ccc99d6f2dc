import { randomUUID } from 'node:crypto';
import type { RuleModel } from '../template/model.ts';
import type { Invoker } from './invoker.ts';
import type { LocalClock } from './local-clock.ts';

/** What AWS services tell the default event bus. */
export type BusEvent = {
  /** Kept when the same event is told again. */
  id?: string;
  source: string;
  detailType: string;
  resources: readonly string[];
  detail: unknown;
};

export type EventBus = {
  /** Hands the event to the targets of every rule that asks for it. Resolves when all of them are done with it. */
  put(event: BusEvent): Promise<void>;
};

type Surroundings = {
  rules: readonly RuleModel[];
  invoker: Pick<Invoker, 'handOver'>;
  clock: Pick<LocalClock, 'now'>;
  region: string;
  accountId: string;
};

/** The default event bus, with the rules of the templates. */
export function createEventBus({ rules, invoker, clock, region, accountId }: Surroundings): EventBus {
  return {
    async put({ id, source, detailType, resources, detail }) {
      const event = {
        version: '0',
        id: id ?? randomUUID(),
        'detail-type': detailType,
        source,
        account: accountId,
        time: clock
          .now()
          .toISOString()
          .replace(/\.\d+Z$/, 'Z'),
        region,
        resources,
        detail,
      };
      for (const rule of rules) {
        if (!rule.matches(event)) continue;
        for (const target of rule.targets)
          void invoker.handOver(target.functionName, target.input ?? event, detailType);
      }
    },
  };
}
