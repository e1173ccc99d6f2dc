import { type Assignment, findReview } from '../domain/assignment.ts';
import type { Directive } from '../domain/directive.ts';
import type { LetterOrder } from '../domain/letter.ts';
import type { LinkSubject } from '../domain/link.ts';
import type { Person } from '../domain/register.ts';
import { isReminded, rungsOf } from '../domain/reminders.ts';
import type { Instant } from '../domain/time.ts';
import type { LetterFacts, NewLink } from '../emails/letter-facts.ts';
import { assignmentOf, calendarOf, unitOf } from './facts.ts';
import { mintLink } from './mint-link.ts';
import type { MintToken, Services } from './ports.ts';

export type GatherNeeds = Pick<Services, 'assignments' | 'directives' | 'register' | 'links' | 'uploads'> & {
  readonly mintToken: MintToken;
  readonly baseUrl: string;
  readonly authorityName: string;
};

/** Why a letter that was ordered need not be written any more. */
export type Obsolete = { readonly obsolete: string };

const obsolete = (why: string): Obsolete => ({ obsolete: why });

const stillOpen = async (needs: GatherNeeds, person: Person, subject: LinkSubject): Promise<NewLink | undefined> => {
  const directive = await needs.directives.load(subject.directiveId);
  if (!directive) return undefined;
  const { purpose } = subject;
  const { title } = directive.content;
  if (purpose === 'report') return { purpose, directiveTitle: title, url: '' };
  const assignment = await needs.assignments.load(subject);
  if (!assignment || assignment.status === 'excused') return undefined;
  const entry = { purpose, directiveTitle: title, unitName: assignment.unitName, url: '' };
  if (purpose === 'submit') return entry;
  const review = findReview(assignment, { ...subject, reviewerId: person.id });
  return review?.state.kind === 'open' ? entry : undefined;
};

const gatherNewLinks = async (needs: GatherNeeds, recipient: Person, now: Instant): Promise<LetterFacts> => {
  const links: NewLink[] = [];
  for (const subject of await needs.links.subjectsOf(recipient.id)) {
    const entry = await stillOpen(needs, recipient, subject);
    if (entry) links.push({ ...entry, url: await mintLink(needs, recipient.id, subject, now) });
  }
  return { kind: 'new_links', recipient, now, links, authorityName: needs.authorityName };
};

const commentsOn = (assignment: Assignment, version: number): { from: string; text: string }[] =>
  assignment.reviews.flatMap(({ version: reviewed, state }) =>
    reviewed === version && state.kind === 'decided' && state.decision.choice === 'return'
      ? [{ from: `${state.decidedBy.name}, ${state.decidedBy.title}`, text: state.decision.comment }]
      : [],
  );

const reopeningReason = async (
  { assignments }: GatherNeeds,
  assignment: Assignment,
  office: string,
): Promise<{ from: string; text: string }[]> => {
  const last = (await assignments.history(assignment)).findLast((event) => event.change.type === 'reopened');
  return last?.change.type === 'reopened' ? [{ from: office, text: last.change.reason }] : [];
};

const gatherAboutUnit = async (
  needs: GatherNeeds,
  { kind, about }: LetterOrder,
  recipient: Person,
  directive: Directive,
  now: Instant,
): Promise<LetterFacts | Obsolete> => {
  if (about.unitId === undefined) throw new Error(`letter ${kind} names no unit`);
  const key = { directiveId: directive.content.id, unitId: about.unitId };
  const [unit, assignment, calendar] = await Promise.all([
    unitOf(needs, key),
    assignmentOf(needs, key),
    calendarOf(needs, directive),
  ]);
  const { content } = directive;
  const link = (subject: LinkSubject): Promise<string> => mintLink(needs, recipient.id, subject, now);
  const common = { recipient, now, directive: content, calendar, unit, assignment };
  const unitUrl = (): Promise<string> => link({ purpose: 'submit', ...key });
  const plan = assignment.versions.find((version) => version.version === about.version);
  switch (kind) {
    case 'invitation':
      if (assignment.status === 'excused') return obsolete('excused');
      return { kind, ...common, url: await unitUrl() };
    case 'receipt':
      if (!plan) throw new Error('a receipt names a version that is not there');
      return { kind, ...common, plan, url: await unitUrl() };
    case 'review_request': {
      const { version, stage } = about;
      if (!plan || version === undefined || stage === undefined) throw new Error('a review request names no review');
      const review = findReview(assignment, { version, stage, reviewerId: recipient.id });
      if (review?.state.kind !== 'open') return obsolete('review_closed');
      const url = await link({ purpose: 'review', ...key, version, stage });
      if (!content.office.people.includes(recipient.id)) return { kind, ...common, plan, review, url };
      const reportUrl = await link({ purpose: 'report', directiveId: content.id });
      return { kind, ...common, plan, review, url, reportUrl };
    }
    case 'returned': {
      if (!plan) throw new Error('a returned letter names a version that is not there');
      if (assignment.status !== 'returned' || plan.version !== assignment.versions.length) return obsolete('moved_on');
      const returned = commentsOn(assignment, plan.version);
      const comments = returned.length > 0 ? returned : await reopeningReason(needs, assignment, content.office.name);
      return { kind, ...common, plan, comments, reviseBy: assignment.reviseBy, url: await unitUrl() };
    }
    case 'approved':
      if (!plan) throw new Error('an approval names a version that is not there');
      if (assignment.status !== 'approved') return obsolete('moved_on');
      return { kind, ...common, plan, approvedAt: assignment.approvedAt, url: await unitUrl() };
    case 'file_refused': {
      const upload = about.uploadId === undefined ? undefined : await needs.uploads.find(key, about.uploadId);
      if (upload?.status !== 'refused') return obsolete('moved_on');
      const toUnit = unit.clerks.includes(recipient.id);
      const url = toUnit ? await unitUrl() : await link({ purpose: 'report', directiveId: content.id });
      return { kind, ...common, fileName: upload.name, reasons: upload.reasons, toUnit, url };
    }
    case 'reminder':
    case 'overdue': {
      // Checked again at the last moment: whoever has submitted meanwhile must not be reminded.
      if (directive.status !== 'open' || !isReminded(assignment)) return obsolete('no_longer_due');
      const rung = rungsOf(assignment.deadline, content.reminders, calendar).find(({ id }) => id === about.rung);
      if (!rung) return obsolete('deadline_moved');
      return { kind, ...common, rung, url: await unitUrl() };
    }
    case 'directive_opened':
    case 'new_links':
      throw new Error(`letter ${kind} is not about a unit`);
  }
};

/** Looks up what a letter must say as things stand now, and mints its links; or says why it is not needed any more. */
export const gatherLetter = async (
  needs: GatherNeeds,
  order: LetterOrder,
  recipient: Person,
  now: Instant,
): Promise<LetterFacts | Obsolete> => {
  const { kind, about } = order;
  if (kind === 'new_links') return gatherNewLinks(needs, recipient, now);
  const directive = about.directiveId === undefined ? undefined : await needs.directives.load(about.directiveId);
  if (!directive) throw new Error(`letter ${kind} is about a directive that is not there`);
  if (kind !== 'directive_opened') return gatherAboutUnit(needs, order, recipient, directive, now);
  const url = await mintLink(needs, recipient.id, { purpose: 'report', directiveId: directive.content.id }, now);
  const calendar = await calendarOf(needs, directive);
  return { kind, recipient, now, directive: directive.content, calendar, unitCount: directive.unitIds.length, url };
};
