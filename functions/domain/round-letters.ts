import { type LetterOrder, orderLetter } from './letter.ts';
import { formatNotice, type Notice, noticeOrder, type Round } from './notice.ts';
import type { MailRhythm } from './register.ts';

const byUrgency = (a: Notice, b: Notice): number =>
  noticeOrder.indexOf(a.kind) - noticeOrder.indexOf(b.kind) || (formatNotice(a) < formatNotice(b) ? -1 : 1);

/** What a notice is about; two steps of one unit's ladder are about the same. */
const aboutOf = (notice: Notice): string =>
  notice.kind === 'plan' ? `plan ${notice.directiveId} ${notice.unitId}` : formatNotice(notice);

const singleLetter = (notices: readonly Notice[], first: Notice, { personId, day }: Round): LetterOrder => {
  const { directiveId } = first;
  const about = { directiveId, day, notices: notices.map(formatNotice) };
  switch (first.kind) {
    case 'plan': {
      const kind = first.step.includes('after-') ? 'overdue' : 'reminder';
      return orderLetter(kind, personId, { ...about, unitId: first.unitId, rung: first.step }, day);
    }
    case 'new_review': {
      const { unitId, version, stage, reviewerId } = first;
      return orderLetter('review_request', personId, { ...about, unitId, version, stage, reviewerId }, `round/${day}`);
    }
    case 'reviews':
    case 'standing_in':
      return orderLetter('review_reminder', personId, about, day);
    case 'late_reviews':
      return orderLetter('late_reviews', personId, about, day);
    case 'escalation':
      return orderLetter('escalation', personId, about, day);
    case 'weekly':
      return orderLetter('weekly_summary', personId, about, day);
  }
};

/**
 * The one letter of a round: its own letter where there is one thing to tell, else a digest. To somebody who wants no
 * digest only the most urgent thing is told; the others come up again with their next step.
 */
export const roundLetters = (round: Round, rhythm: MailRhythm): LetterOrder[] => {
  const sorted = [...round.notices].sort(byUrgency);
  const [first] = sorted;
  if (!first) return [];
  const same = sorted.filter((notice) => aboutOf(notice) === aboutOf(first));
  if (same.length === sorted.length || rhythm === 'no_digest') return [singleLetter(same, first, round)];
  const { personId, day } = round;
  return [orderLetter('digest', personId, { day, notices: sorted.map(formatNotice) }, day)];
};
