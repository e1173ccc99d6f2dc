import { findReview } from '../domain/assignment.ts';
import type { LetterOrder } from '../domain/letter.ts';
import type { LinkSubject } from '../domain/link.ts';
import type { Person } from '../domain/register.ts';
import type { Instant } from '../domain/time.ts';
import type { LetterFacts, NewLink } from '../emails/letter-facts.ts';
import { isAskedAt } from './acting.ts';
import { hasDuty } from './duties.ts';
import { calendarOf } from './facts.ts';
import { gatherExtensionLetter, gatherNotDelivered } from './gather-extension-letter.ts';
import { gatherPersonLeft } from './gather-person-left.ts';
import { gatherReviewLetter } from './gather-review-letter.ts';
import { gatherRoundLetter } from './gather-round-letter.ts';
import { gatherUnitLetter } from './gather-unit-letter.ts';
import { type GatherNeeds, gatherAboutUnit, type Obsolete, obsolete } from './gathering.ts';
import { mintLink } from './mint-link.ts';

const stillOpen = async (
  needs: GatherNeeds,
  subject: LinkSubject,
  recipient: Person,
  now: Instant,
): Promise<NewLink | undefined> => {
  const directive = await needs.directives.brief(subject.directiveId);
  if (!directive || !(await hasDuty(needs, subject, recipient, directive))) return undefined;
  const { purpose } = subject;
  if (purpose === 'digest') return undefined;
  const { title } = directive.content;
  if (purpose === 'report') return { purpose, directiveTitle: title, url: '' };
  const assignment = await needs.assignments.load(subject);
  if (!assignment || assignment.status === 'excused') return undefined;
  const entry = { purpose, directiveTitle: title, unitName: assignment.unitName, url: '' };
  if (purpose === 'submit') return { ...entry, purpose };
  if (purpose === 'extension') {
    return 'extensionRequest' in assignment && assignment.extensionRequest ? { ...entry, purpose } : undefined;
  }
  const review = findReview(assignment, subject);
  if (review?.state.kind !== 'open') return undefined;
  const reviewer = await needs.register.person(review.reviewerId);
  return isAskedAt(assignment, review, reviewer, recipient.id, now) ? { ...entry, purpose } : undefined;
};

const gatherNewLinks = async (needs: GatherNeeds, recipient: Person, now: Instant): Promise<LetterFacts> => {
  const links: NewLink[] = [];
  for (const subject of await needs.links.subjectsOf(recipient.id)) {
    const entry = await stillOpen(needs, subject, recipient, now);
    if (entry) links.push({ ...entry, ...(await mintLink(needs, recipient.id, subject, now)) });
  }
  return { kind: 'new_links', recipient, now, links, authorityName: needs.authorityName };
};

/** Looks up what a letter must say as things stand now, and mints its links; or says why it is not needed any more. */
export const gatherLetter = async (
  needs: GatherNeeds,
  { kind, about }: LetterOrder,
  recipient: Person,
  now: Instant,
): Promise<LetterFacts | Obsolete> => {
  // Whoever has left gets no mail any more: its links would open nothing.
  if (recipient.leftAt !== undefined) return obsolete('recipient_left');
  if (kind === 'new_links') return gatherNewLinks(needs, recipient, now);
  if (kind === 'digest' || about.day !== undefined) return gatherRoundLetter(needs, { kind, about }, recipient, now);
  const { directiveId } = about;
  if (kind === 'directive_opened') {
    const directive = directiveId === undefined ? undefined : await needs.directives.load(directiveId);
    if (!directive) throw new Error('the letter of an opening is about a directive that is not there');
    const { url } = await mintLink(needs, recipient.id, { purpose: 'report', directiveId: directive.content.id }, now);
    const calendar = await calendarOf(needs, directive);
    return { kind, recipient, now, directive: directive.content, calendar, unitCount: directive.unitIds.length, url };
  }
  const directive = directiveId === undefined ? undefined : await needs.directives.brief(directiveId);
  if (!directive) throw new Error(`letter ${kind} is about a directive that is not there`);
  if (kind === 'not_delivered') return gatherNotDelivered(needs, about, recipient, directive, now);
  if (kind === 'person_left') return gatherPersonLeft(needs, about, recipient, directive, now);
  const gathered = await gatherAboutUnit(needs, about, recipient, directive, now);
  const facts =
    (await gatherUnitLetter(kind, gathered)) ??
    (await gatherReviewLetter(kind, gathered)) ??
    (await gatherExtensionLetter(kind, gathered));
  if (!facts) throw new Error(`letter ${kind} is not about a unit`);
  return facts;
};
