import { daysOverdue, isLate } from '../domain/deadline.ts';
import type { LetterKind, LetterSubject } from '../domain/letter.ts';
import { type Notice, roundAt } from '../domain/notice.ts';
import type { Person } from '../domain/register.ts';
import { expectedBy, stepsOf } from '../domain/reminder-plan.ts';
import { reportRows, reportSums } from '../domain/report.ts';
import type { Instant } from '../domain/time.ts';
import type { DigestPart, LetterFacts } from '../emails/letter-facts.ts';
import { calendarOf } from './facts.ts';
import { gatherReviewLetter } from './gather-review-letter.ts';
import { lateReviews, reviews, standingIn } from './gather-waiting-reviews.ts';
import { type GatherNeeds, gatherAboutUnit, type Obsolete, obsolete } from './gathering.ts';
import { mintLink } from './mint-link.ts';
import { type Asked, common, listed, reportUrl } from './round-parts.ts';
import { noticesOf, tellLater } from './rounds.ts';

/** All steps of one unit that a round tells are one thing; whoever has submitted meanwhile is not reminded. */
const plan = async (asked: Asked<'plan'>, steps: readonly string[]): Promise<DigestPart | undefined> => {
  const { needs, notice, recipient, directive, calendar, now } = asked;
  const about = await gatherAboutUnit(needs, { unitId: notice.unitId }, recipient, directive, now);
  const { assignment, unit } = about.common;
  const rung = stepsOf(assignment, directive.content, calendar).findLast(
    ({ side, id, dueAt }) => side === 'unit' && dueAt <= now && steps.includes(id),
  );
  const isClerk = unit.clerks.includes(recipient.id);
  if (!rung || !(isClerk || unit.heads.includes(recipient.id))) return undefined;
  const { id, workingDays, dueAt } = rung;
  const due = expectedBy(assignment);
  // A reminder that was held up past the deadline must not speak of time that is left.
  const kind = due && isLate(now, due) ? 'overdue' : rung.kind;
  return {
    kind,
    ...about.common,
    rung: { id, kind, workingDays, dueAt },
    ...(isClerk ? {} : { toHead: true }),
    url: await about.unitUrl(),
  };
};

const escalation = async (asked: Asked<'escalation'>): Promise<DigestPart | undefined> => {
  const { needs, directive, now } = asked;
  const [summaries, lost] = await Promise.all([
    needs.assignments.summaries(directive),
    needs.deliveries.notDeliveredIn(directive.content.id),
  ]);
  const rows = reportRows(summaries, now).filter(
    ({ status, deadline }) => status === 'awaiting_plan' && isLate(now, deadline),
  );
  const units = [];
  for (const { unitId, unitName } of rows.slice(0, listed)) {
    // The index may be a moment behind: no unit is named to its superiors that has just submitted.
    const assignment = await needs.assignments.load({ directiveId: directive.content.id, unitId });
    if (assignment?.status !== 'awaiting_plan' || !isLate(now, assignment.deadline)) continue;
    units.push({
      name: unitName,
      deadline: assignment.deadline,
      daysOverdue: daysOverdue(now, assignment.deadline),
      notDelivered: lost.some((mark) => mark.unitId === unitId),
    });
  }
  if (units.length === 0) return undefined;
  const more = Math.max(0, rows.length - listed);
  return { kind: 'escalation', ...common(asked), units, more, url: await reportUrl(asked) };
};

const weekly = async (asked: Asked<'weekly'>): Promise<DigestPart> => {
  const sums = reportSums(reportRows(await asked.needs.assignments.summaries(asked.directive), asked.now));
  return { kind: 'weekly_summary', ...common(asked), sums, url: await reportUrl(asked) };
};

const newReview = async (asked: Asked<'new_review'>): Promise<DigestPart | undefined> => {
  const { needs, notice, recipient, directive, now } = asked;
  const gathered = await gatherAboutUnit(needs, notice, recipient, directive, now);
  const facts = await gatherReviewLetter('review_request', gathered);
  return facts && 'kind' in facts && facts.kind === 'review_request' ? facts : undefined;
};

const partFor = async (asked: Asked, all: readonly Notice[]): Promise<DigestPart | undefined> => {
  const { notice } = asked;
  switch (notice.kind) {
    case 'plan': {
      const { directiveId, unitId } = notice;
      const same = all.filter(
        (other) => other.kind === 'plan' && other.directiveId === directiveId && other.unitId === unitId,
      );
      // Only the first of them speaks, for all of them.
      if (same[0] !== notice) return undefined;
      return plan(
        { ...asked, notice },
        same.flatMap((other) => (other.kind === 'plan' ? [other.step] : [])),
      );
    }
    case 'reviews':
      return reviews({ ...asked, notice });
    case 'standing_in':
      return standingIn({ ...asked, notice });
    case 'late_reviews':
      return lateReviews({ ...asked, notice });
    case 'escalation':
      return escalation({ ...asked, notice });
    case 'weekly':
      return weekly({ ...asked, notice });
    case 'new_review':
      return newReview({ ...asked, notice });
  }
};

/** Looks up what a round's letter must say as things stand now; or carries it over where its day has passed. */
export const gatherRoundLetter = async (
  needs: GatherNeeds,
  { kind, about }: { readonly kind: LetterKind; readonly about: LetterSubject },
  recipient: Person,
  now: Instant,
): Promise<LetterFacts | Obsolete> => {
  const notices = noticesOf(about.notices ?? []);
  const parts: DigestPart[] = [];
  for (const notice of notices) {
    const directive = await needs.directives.brief(notice.directiveId);
    if (!directive) throw new Error(`letter ${kind} is about a directive that is not there`);
    const calendar = await calendarOf(needs, directive);
    const { at } = directive.content.reminders;
    if (about.day === undefined || roundAt(now, at, calendar).day !== about.day) {
      await tellLater(needs, recipient.id, notices, { at, calendar }, now);
      return obsolete('carried_over');
    }
    if (directive.status !== 'open') continue;
    const part = await partFor({ needs, notice, recipient, directive, calendar, now }, notices);
    if (part) parts.push(part);
  }
  const [first, ...others] = parts;
  if (!first) return obsolete('no_longer_due');
  if (others.length === 0) return first;
  const { id } = first.directive;
  const { url: unsubscribeUrl } = await mintLink(needs, recipient.id, { purpose: 'digest', directiveId: id }, now);
  return { kind: 'digest', recipient, now, parts, authorityName: needs.authorityName, unsubscribeUrl };
};
