import type { Instant } from '../domain/time.ts';
import { type InspectionNeeds, inspectUpload } from './inspect-upload.ts';
import type { DueThing, Services } from './ports.ts';
import { sendDueReminders } from './send-due-reminders.ts';
import { type SendMailNeeds, sendMail } from './send-mail.ts';

export type SweepNeeds = Services & SendMailNeeds & InspectionNeeds;

export interface SweepResult {
  /** Things that were looked at. */
  readonly handled: number;
  /** Things that failed; the next sweep tries them again. */
  readonly failed: number;
  /** When something falls due next; null when nothing ever will as things stand. */
  readonly nextDueAt: Instant | null;
}

const handle = (needs: SweepNeeds, thing: DueThing, now: Instant): Promise<unknown> => {
  switch (thing.kind) {
    case 'mail':
      return sendMail(needs, thing.ref, now);
    case 'reminders':
      return sendDueReminders(needs, thing.key, now);
    case 'upload':
      return inspectUpload(needs, thing.key, thing.uploadId, now);
  }
};

const nameOf = (thing: DueThing): string => {
  switch (thing.kind) {
    case 'mail':
      return `mail ${thing.ref.id}`;
    case 'reminders':
      return `reminders ${thing.key.directiveId}/${thing.key.unitId}`;
    case 'upload':
      return `upload ${thing.uploadId}`;
  }
};

/** Rows read from each shard of the index at a time. */
const pageSize = 50;

/**
 * Looks at everything that is due: reminders to order, mails that the stream missed, uploads whose event was lost.
 * One thing that fails does not keep the others waiting. Stops early when `hasTime` says so; the rest stays due.
 */
export const sweep = async (
  needs: SweepNeeds,
  now: Instant,
  hasTime: () => boolean = () => true,
): Promise<SweepResult> => {
  const seen = new Set<string>();
  let failed = 0;
  for (;;) {
    // What failed stays due and comes again first; it must not keep the page from reaching what lies behind it.
    const page = await needs.due.due(now, pageSize + failed);
    const fresh = page.filter((thing) => !seen.has(nameOf(thing)));
    if (fresh.length === 0) break;
    for (const thing of fresh) {
      if (!hasTime()) return { handled: seen.size, failed, nextDueAt: now };
      seen.add(nameOf(thing));
      try {
        await handle(needs, thing, now);
      } catch (fault) {
        failed += 1;
        needs.log.error('a due thing failed', { kind: thing.kind }, fault);
      }
    }
  }
  const nextDueAt = failed > 0 ? now : ((await needs.due.nextAfter(now)) ?? null);
  return { handled: seen.size, failed, nextDueAt };
};
