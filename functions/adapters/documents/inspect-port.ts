import type { InspectDocument, Log } from '../../usecases/ports.ts';
import { inspectDocument } from './inspect.ts';

/** The inspector as the use cases know it; tells the log where a parser stopped unexpectedly. */
export const inspectWith =
  (log: Log): InspectDocument =>
  ({ size, name, items, role, stream }) =>
    inspectDocument({
      source: { size, stream },
      name,
      directiveItems: items,
      onUnexpected: (detail) => log.warn('a parser stopped unexpectedly', { detail }),
    });
