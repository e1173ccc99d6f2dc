import type { Assignment } from '../../functions/domain/assignment.ts';
import { firedSteps, type Judged } from './findings.ts';
import { calendar, type ListKind, type Played } from './history.ts';
import { at, expectedReviewSteps, expectedSteps, firstWorkingDayFrom, localDay, mondayAfter } from './oracle.ts';

// Reviewers, office and leaders get lists: one letter for whatever is true of a directive when it is written.

/** Somebody who must hear of a directive because a sweep met a step. */
interface Owed {
  readonly kind: ListKind;
  readonly directiveId: string;
  readonly to: string;
  readonly sweep: string;
  readonly limit: string | undefined;
  readonly why: string;
}

const owedOfReviews = (played: Played): Owed[] =>
  firedSteps(played, (state, directive) => expectedReviewSteps(state, directive, calendar)).flatMap(
    ({ key, directive, step, sweep, limit }) => {
      const { officeFromWorkingDays: from } = directive.reminders.reviews ?? { officeFromWorkingDays: 4 };
      const one = { directiveId: directive.id, sweep, limit, why: `${step.id} of ${key}` };
      const office = step.days > 0 && step.days >= from ? directive.office.people : [];
      return [
        ...step.reviewers.map((to): Owed => ({ ...one, kind: 'review_reminder', to })),
        ...office.map((to): Owed => ({ ...one, kind: 'late_reviews', to })),
      ];
    },
  );

const owedToLeaders = (played: Played): Owed[] =>
  firedSteps(played, (state, directive) => expectedSteps(state, directive, calendar)).flatMap(
    ({ key, directive, step, sweep, limit }) => {
      const { leaderFromWorkingDays: from } = directive.reminders;
      // Leaders hear of units that have sent nothing, not of revised plans that are late.
      if (from === undefined || step.days <= 0 || step.days < from || step.id.startsWith('revise')) return [];
      const one = { directiveId: directive.id, sweep, limit, why: `${step.id} of ${key}` };
      return (directive.authority.leaders ?? []).map((to): Owed => ({ ...one, kind: 'escalation', to }));
    },
  );

/** Weekly, on the first working day of the week; weeks that were missed together give one letter. */
const owedWeekly = ({ directives, closedAt, sweeps, end }: Played, limits: ReadonlyMap<string, string>): Owed[] =>
  directives.flatMap((directive) => {
    if (directive.reminders.weeklySummary !== true) return [];
    const closed = closedAt.get(directive.id) ?? end;
    const owed: Owed[] = [];
    const dueAfter = (day: string): string =>
      at(firstWorkingDayFrom(calendar, mondayAfter(day)), directive.reminders.at);
    for (let dueAt = dueAfter(directive.issuedOn); ; ) {
      const sweep = sweeps.find((one) => one >= dueAt);
      if (sweep === undefined || sweep >= closed) return owed;
      const limit = limits.get(sweep);
      const known = limit !== undefined && limit < closed ? limit : undefined;
      for (const to of directive.office.people) {
        const why = `week due at ${dueAt} of ${directive.id}`;
        owed.push({ kind: 'weekly_summary', directiveId: directive.id, to, sweep, limit: known, why });
      }
      dueAt = dueAfter(localDay(sweep));
    }
  });

const mustBeListed = (kind: ListKind, state: Assignment, to: string, day: string): boolean | undefined => {
  const open = state.status === 'in_review' ? state.reviews.filter((review) => review.state.kind === 'open') : [];
  switch (kind) {
    case 'review_reminder':
      return open.some((review) => review.reviewerId === to && review.dueOn <= day);
    case 'late_reviews':
      // How late is late differs between directives; who is on the list must be late at all.
      return open.some((review) => review.dueOn < day) ? undefined : false;
    case 'escalation':
      return state.status === 'awaiting_plan' ? undefined : false;
    case 'weekly_summary':
      return undefined;
  }
};

/** Lists that name whom they must not, or leave out whom they must name. */
const wrongLists = ({ letters, closedAt }: Played): string[] =>
  letters.flatMap((letter) =>
    letter.lists.flatMap(({ kind, directiveId, units, more }) => {
      const found: string[] = [];
      const what = `${kind} of ${directiveId} to ${letter.to} at ${letter.at}`;
      const closed = closedAt.get(directiveId);
      if (closed !== undefined && letter.at > closed) found.push(`after the directive was closed: ${what}`);
      if (kind !== 'weekly_summary' && units.length === 0) found.push(`an empty list: ${what}`);
      if (kind === 'escalation' && new Set(units).size < units.length) found.push(`a unit twice: ${what}`);
      for (const state of letter.listedFrom) {
        if (state.directiveId !== directiveId) continue;
        const must = mustBeListed(kind, state, letter.to, localDay(letter.at));
        const listed = units.includes(state.unitName);
        if (must === false && listed) found.push(`lists ${state.unitName}, which is ${state.status}: ${what}`);
        if (must === true && !listed && more === 0) found.push(`leaves out ${state.unitName}: ${what}`);
      }
      return found;
    }),
  );

const keyOf = ({ kind, directiveId, to }: Pick<Owed, 'kind' | 'directiveId' | 'to'>): string =>
  `${kind} of ${directiveId} to ${to}`;

/** Letters with lists: none missing, none without a step that a sweep met, none that says what is not so. */
export const judgeLists = (played: Played, limits: ReadonlyMap<string, string>): Judged => {
  const findings = wrongLists(played);
  const sent = new Map<string, string[]>();
  for (const letter of played.letters) {
    for (const { kind, directiveId } of letter.lists) {
      const key = keyOf({ kind, directiveId, to: letter.to });
      sent.set(key, [...(sent.get(key) ?? []), letter.at]);
    }
  }
  const causes = new Map<string, Set<string>>();
  let expected = 0;
  const reported = new Set<string>();
  for (const owed of [...owedOfReviews(played), ...owedToLeaders(played), ...owedWeekly(played, limits)]) {
    const { sweep, limit, to, why } = owed;
    const key = keyOf(owed);
    causes.set(key, (causes.get(key) ?? new Set()).add(sweep));
    // Who wants no digest is told the most urgent thing of a day alone.
    if (limit === undefined || played.rhythms.get(to) === 'no_digest') continue;
    expected += 1;
    const heard = sent.get(key)?.some((moment) => moment >= sweep && moment <= limit);
    if (!heard && !reported.has(key)) findings.push(`missing: ${key}, due at ${sweep}: ${why}`);
    if (!heard) reported.add(key);
  }
  for (const [key, moments] of sent) {
    const caused = causes.get(key)?.size ?? 0;
    if (moments.length > caused) findings.push(`${moments.length} letters for ${caused} sweeps: ${key}`);
  }
  return { findings, expected };
};
