import type { InspectDocument, Log } from '../../usecases/ports.ts';
import { inspectDocument } from './inspect.ts';

/** The inspector as the use cases know it; tells the log where and why a parser stopped. */
export const inspectWith =
  (log: Log): InspectDocument =>
  ({ size, name, items, stream }) =>
    inspectDocument({
      source: { size, stream },
      name,
      directiveItems: items,
      onStopped: (event, detail) =>
        log[event === 'parser_failed' ? 'warn' : 'info']('inspection stopped', { event, detail }),
    });
