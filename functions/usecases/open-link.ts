import { findReview } from '../domain/assignment.ts';
import type { DirectiveBrief } from '../domain/directive.ts';
import { hashToken, type Link, type LinkPurpose, type LinkSubject } from '../domain/link.ts';
import type { Person } from '../domain/register.ts';
import type { Instant } from '../domain/time.ts';
import { maySee } from './acting.ts';
import { hasDuty } from './duties.ts';
import type { Services } from './ports.ts';

/** A link that somebody holds, with whom it was sent to and what it is about. */
export interface OpenedLink<Purpose extends LinkPurpose> {
  readonly token: string;
  readonly link: Link;
  readonly subject: Extract<LinkSubject, { readonly purpose: Purpose }>;
  readonly person: Person;
  readonly directive: DirectiveBrief;
}

const isFor = <Purpose extends LinkPurpose>(
  subject: LinkSubject,
  purpose: Purpose,
): subject is Extract<LinkSubject, { readonly purpose: Purpose }> => subject.purpose === purpose;

type Needs = Pick<Services, 'links' | 'register' | 'directives' | 'assignments' | 'deliveries'>;

/** A delegate's link opens nothing once the delegation has ended, except what the delegate decided. */
const stillOpens = async (
  { register, assignments }: Needs,
  subject: LinkSubject,
  person: Person,
  now: Instant,
): Promise<boolean> => {
  if (subject.purpose !== 'review' || subject.reviewerId === person.id) return true;
  const [assignment, reviewer] = await Promise.all([assignments.load(subject), register.person(subject.reviewerId)]);
  const review = assignment && findReview(assignment, subject);
  return assignment !== undefined && review !== undefined && maySee(assignment, review, reviewer, person.id, now);
};

/**
 * What a token opens. undefined when it was never given out, is mistyped, has expired, or opens another kind of page:
 * the caller cannot tell which, and so cannot tell anybody. Changes nothing.
 */
export const openLink = async <Purpose extends LinkPurpose>(
  services: Needs,
  purpose: Purpose,
  token: string,
  now: Instant,
): Promise<OpenedLink<Purpose> | undefined> => {
  const { links, register, directives, deliveries } = services;
  const tokenHash = hashToken(token);
  const link = tokenHash === undefined ? undefined : await links.find(tokenHash);
  if (!link || link.expiresAt <= now) return undefined;
  const { subject } = link;
  if (!isFor(subject, purpose)) return undefined;
  const [person, directive, { linksFrom }] = await Promise.all([
    register.person(link.personId),
    directives.brief(link.subject.directiveId),
    deliveries.standing(link.personId),
  ]);
  // The link went to an address that was found to be wrong: whoever has it there is not the person.
  if (linksFrom !== undefined && link.createdAt < linksFrom) return undefined;
  // Who has left opens nothing any more.
  if (!person || person.leftAt !== undefined || !directive) return undefined;
  if (!(await hasDuty(services, subject, person, directive))) return undefined;
  if (!(await stillOpens(services, subject, person, now))) return undefined;
  return { token, link, subject, person, directive };
};
