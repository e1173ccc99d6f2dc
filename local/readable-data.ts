import type { TableServices } from '../functions/composition.ts';
import { StoredFault } from '../functions/usecases/ports.ts';

type Needs = Pick<TableServices, 'assignments' | 'directives' | 'outbox' | 'register'>;

/**
 * Looks at one unit of each directive in a folder that was used before: rows that an older version wrote may be none that
 * this one understands, and then every page would answer with a fault.
 * @returns what cannot be read; undefined when all of it can
 */
export async function unreadableData({
  assignments,
  directives,
  outbox,
  register,
}: Needs): Promise<string | undefined> {
  try {
    for (const { content, unitIds } of await directives.list()) {
      const [unitId] = unitIds;
      if (unitId === undefined) continue;
      const key = { directiveId: content.id, unitId };
      const unit = await register.unit(unitId);
      await register.people([...(unit?.clerks ?? []), ...content.office.people]);
      await register.calendar(content.calendarId);
      await assignments.load(key);
      await assignments.history(key);
      await outbox.listFor({ kind: 'assignment', ...key });
    }
    return undefined;
  } catch (error) {
    if (error instanceof StoredFault) return error.message;
    throw error;
  }
}
