import type { Assignment, AssignmentKey } from '../domain/assignment.ts';
import type { DirectiveBrief, DirectiveContent } from '../domain/directive.ts';
import type { LetterSubject } from '../domain/letter.ts';
import type { LinkSubject } from '../domain/link.ts';
import type { PlanVersion } from '../domain/plan.ts';
import type { Person, Unit } from '../domain/register.ts';
import type { Instant } from '../domain/time.ts';
import type { WorkingCalendar } from '../domain/working-calendar.ts';
import { assignmentOf, calendarOf, unitOf } from './facts.ts';
import { type Minted, type MintNeeds, mintLink } from './mint-link.ts';
import type { Services } from './ports.ts';

export type GatherNeeds = Pick<
  Services,
  'assignments' | 'directives' | 'register' | 'uploads' | 'rounds' | 'deliveries'
> &
  MintNeeds & { readonly authorityName: string };

/** Why a letter that was ordered need not be written any more. */
export type Obsolete = { readonly obsolete: string };

export const obsolete = (why: string): Obsolete => ({ obsolete: why });

/** What every letter about one unit's assignment is written from. */
export interface AboutUnit {
  readonly needs: GatherNeeds;
  readonly about: LetterSubject;
  readonly key: AssignmentKey;
  readonly directiveIsOpen: boolean;
  readonly common: {
    readonly recipient: Person;
    readonly now: Instant;
    readonly directive: DirectiveContent;
    readonly calendar: WorkingCalendar;
    readonly unit: Unit;
    readonly assignment: Assignment;
  };
  /** Makes a link of the recipient's own. */
  readonly link: (subject: LinkSubject, withCode?: boolean) => Promise<Minted>;
  /** The recipient's link to the unit's page. */
  readonly unitUrl: () => Promise<string>;
  readonly reportUrl: () => Promise<string>;
  /** @throws when the letter names no version, or one that is not there: such an order was never right */
  readonly plan: () => PlanVersion;
}

/** @throws when the order names no unit */
export const gatherAboutUnit = async (
  needs: GatherNeeds,
  about: LetterSubject,
  recipient: Person,
  directive: DirectiveBrief,
  now: Instant,
): Promise<AboutUnit> => {
  if (about.unitId === undefined) throw new Error('the letter names no unit');
  const { content } = directive;
  const key = { directiveId: content.id, unitId: about.unitId };
  const [unit, assignment, calendar] = await Promise.all([
    unitOf(needs, key),
    assignmentOf(needs, key),
    calendarOf(needs, directive),
  ]);
  const link = (subject: LinkSubject, withCode = false): Promise<Minted> =>
    mintLink(needs, recipient.id, subject, now, withCode);
  return {
    needs,
    about,
    key,
    directiveIsOpen: directive.status === 'open',
    common: { recipient, now, directive: content, calendar, unit, assignment },
    link,
    unitUrl: async () => (await link({ purpose: 'submit', ...key })).url,
    reportUrl: async () => (await link({ purpose: 'report', directiveId: content.id })).url,
    plan: () => {
      const plan = assignment.versions.find(({ version }) => version === about.version);
      if (!plan) throw new Error(`the letter names a version (${about.version}) that is not there`);
      return plan;
    },
  };
};
