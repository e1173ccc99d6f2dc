import type { Assignment } from './assignment.ts';
import { openReviews } from './assignment.ts';
import type { DirectiveContent, PersonId } from './directive.ts';
import type { Unit } from './register.ts';
import type { Transition } from './transitions.ts';

/** The letters that the service writes. */
export const letterKinds = [
  /** To a unit: what is asked, until when. */
  'invitation',
  /** To the office: the directive is open; here is the report. */
  'directive_opened',
  /** To a unit: what was received, with number, time and SHA-256. */
  'receipt',
  /** To a reviewer: a plan waits for a decision. */
  'review_request',
  /** To a unit: to be completed, why, by when. */
  'returned',
  'approved',
  /** To a unit and the office: a file that had arrived is not taken, because of the malware scan. */
  'file_refused',
  /** To a unit that has not submitted, before the deadline. */
  'reminder',
  /** To a unit that has not submitted, after the deadline. */
  'overdue',
  /** To anyone registered who asked for new links. */
  'new_links',
] as const;
export type LetterKind = (typeof letterKinds)[number];

/** What a letter is about: enough to find the facts again at the moment of sending. */
export interface LetterSubject {
  /** Absent in `new_links`, which is about everything that waits for the person. */
  readonly directiveId?: string;
  readonly unitId?: string;
  readonly version?: number;
  readonly stage?: number;
  readonly uploadId?: string;
  /** Step of the reminder ladder. */
  readonly rung?: string;
}

/** A letter to be sent: who gets it is a person of the register, what it says is written when it is sent. */
export interface LetterOrder {
  readonly kind: LetterKind;
  readonly to: PersonId;
  readonly about: LetterSubject;
  /**
   * What makes this order the same as another: a repeated order with the same key is the same letter and is not sent
   * again.
   */
  readonly key: string;
}

const order = (kind: LetterKind, to: PersonId, about: LetterSubject, key: string): LetterOrder => ({
  kind,
  to,
  about,
  key: `${kind}/${key}/${to}`,
});

const reviewRequests = (assignment: Assignment, seq: number): LetterOrder[] =>
  openReviews(assignment)
    .filter((review) => assignment.status === 'in_review' && review.stage === assignment.stage)
    .map((review) =>
      order(
        'review_request',
        review.reviewerId,
        {
          directiveId: assignment.directiveId,
          unitId: assignment.unitId,
          version: review.version,
          stage: review.stage,
        },
        String(seq),
      ),
    );

/** The letters that a transition causes, in the order in which people should get them. */
export const lettersOf = ({ event, after }: Transition, unit: Unit): LetterOrder[] => {
  const { directiveId, unitId } = after;
  const key = String(event.seq);
  const toUnit = (kind: LetterKind, version?: number): LetterOrder[] =>
    unit.clerks.map((to) =>
      order(kind, to, version === undefined ? { directiveId, unitId } : { directiveId, unitId, version }, key),
    );
  const { change } = event;
  switch (change.type) {
    case 'assigned':
      return toUnit('invitation');
    case 'plan_submitted':
      return [...toUnit('receipt', change.plan.version), ...reviewRequests(after, event.seq)];
    case 'review_decided':
      switch (change.outcome.kind) {
        case 'stage_continues':
          return [];
        case 'next_stage':
          return reviewRequests(after, event.seq);
        case 'approved':
          return toUnit('approved', change.version);
        case 'returned':
          return toUnit('returned', change.version);
      }
      break;
    case 'reopened':
      return toUnit('returned', after.versions.length);
    case 'deadline_extended':
      return toUnit('invitation');
    case 'excused':
      return [];
  }
  return [];
};

/** The letter to each member of the office when a directive opens. */
export const openingLetters = (directive: DirectiveContent): LetterOrder[] =>
  directive.office.people.map((to) => order('directive_opened', to, { directiveId: directive.id }, 'opened'));

/** The letter of one step of the reminder ladder, to each clerk of the unit. */
export const reminderLetters = (
  kind: 'reminder' | 'overdue',
  assignment: Assignment,
  rungId: string,
  unit: Unit,
): LetterOrder[] =>
  unit.clerks.map((to) =>
    order(kind, to, { directiveId: assignment.directiveId, unitId: assignment.unitId, rung: rungId }, rungId),
  );

/** The letters about a file that the malware scan stopped, to the unit's clerks and the office. */
export const fileRefusedLetters = (
  about: { readonly directiveId: string; readonly unitId: string; readonly uploadId: string },
  unit: Unit,
  directive: DirectiveContent,
): LetterOrder[] =>
  [...new Set([...unit.clerks, ...directive.office.people])].map((to) =>
    order('file_refused', to, about, about.uploadId),
  );

/** The letter with fresh links for a person; one for each `window` (some text that names a span of time). */
export const newLinksLetter = (to: PersonId, window: string): LetterOrder => order('new_links', to, {}, window);
