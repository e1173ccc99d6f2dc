import { dueThingFailed } from '../domain/due-thing-failed.ts';
import type { Instant } from '../domain/time.ts';
import { type InspectionNeeds, inspectUpload } from './inspect-upload.ts';
import type { DueThing, Services } from './ports.ts';
import { remembering } from './remembering.ts';
import { sendRound } from './rounds.ts';
import { sendDueReminders, sendWeek } from './send-due-reminders.ts';
import { type SendMailNeeds, sendMail } from './send-mail.ts';

/** What a sweep works with. */
export type DueNeeds = Pick<Services, 'due' | 'reminders'> & SendMailNeeds & InspectionNeeds;
/** What the deployed one is given. */
export type SweepNeeds = Services & DueNeeds;

export interface SweepResult {
  /** Things that were looked at. */
  readonly handled: number;
  /** Things that failed; the next sweep tries them again. */
  readonly failed: number;
  /** When something falls due next; null when nothing ever will as things stand. */
  readonly nextDueAt: Instant | null;
}

/** Does what a due thing asks for; answers with the rounds that must be looked at because of it. */
const handle = async (needs: DueNeeds, thing: DueThing, now: Instant): Promise<DueThing[]> => {
  switch (thing.kind) {
    case 'mail':
      await sendMail(needs, thing.ref, now);
      return [];
    case 'upload':
      await inspectUpload(needs, thing.key, thing.uploadId, now);
      return [];
    case 'round':
      await sendRound(needs, thing.personId, thing.day, now);
      return [];
    case 'reminders':
    case 'week': {
      const { rounds } =
        thing.kind === 'week'
          ? await sendWeek(needs, thing.directiveId, thing.dueAt, now)
          : await sendDueReminders(needs, thing.key, now);
      return rounds.flatMap(({ personId, day, dueAt }) =>
        dueAt <= now ? [{ kind: 'round', personId, day, dueAt }] : [],
      );
    }
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
    case 'week':
      return `week ${thing.directiveId}`;
    case 'round':
      return `round ${thing.personId} ${thing.day}`;
  }
};

/** Rows read from each shard of the index at a time. */
const pageSize = 50;

/**
 * Looks at everything that is due: reminders to order, mails that the stream missed, uploads whose event was lost.
 * People's rounds come last, so that one letter holds all that fell due together. One thing that fails does not keep the
 * others waiting. Stops early when `hasTime` says so; the rest stays due.
 */
export const sweep = async (
  given: DueNeeds,
  now: Instant,
  hasTime: () => boolean = () => true,
): Promise<SweepResult> => {
  const needs = remembering(given);
  const seen = new Set<string>();
  const rounds = new Map<string, DueThing>();
  let failed = 0;

  const handleOnce = async (thing: DueThing): Promise<void> => {
    seen.add(nameOf(thing));
    try {
      // A letter asks anew whether its directive is open: a sweep that sends thousands lasts for minutes.
      const these = thing.kind === 'mail' ? given : needs;
      for (const round of await handle(these, thing, now)) rounds.set(nameOf(round), round);
    } catch (fault) {
      failed += 1;
      needs.log.error(dueThingFailed, { kind: thing.kind, thing: nameOf(thing) }, fault);
    }
  };

  for (;;) {
    // What failed or waits for the end stays due and comes again first; it must not hide what lies behind it.
    const page = await needs.due.due(now, pageSize + failed + rounds.size);
    const fresh = page.filter((thing) => !seen.has(nameOf(thing)) && !rounds.has(nameOf(thing)));
    for (const thing of fresh) {
      if (!hasTime()) return { handled: seen.size, failed, nextDueAt: now };
      if (thing.kind === 'round') rounds.set(nameOf(thing), thing);
      else await handleOnce(thing);
    }
    if (fresh.length > 0) continue;
    const waiting = [...rounds.values()].filter((round) => !seen.has(nameOf(round)));
    if (waiting.length === 0) break;
    for (const round of waiting) {
      if (!hasTime()) return { handled: seen.size, failed, nextDueAt: now };
      await handleOnce(round);
    }
  }
  const nextDueAt = failed > 0 ? now : ((await needs.due.nextAfter(now)) ?? null);
  return { handled: seen.size, failed, nextDueAt };
};
