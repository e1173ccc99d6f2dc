import type { DirectiveBrief } from '../domain/directive.ts';
import type { LetterSubject } from '../domain/letter.ts';
import type { Person } from '../domain/register.ts';
import { isUnderWay } from '../domain/report.ts';
import type { Instant } from '../domain/time.ts';
import type { LetterFacts } from '../emails/letter-facts.ts';
import { calendarOf } from './facts.ts';
import { type GatherNeeds, type Obsolete, obsolete } from './gathering.ts';
import { mintLink } from './mint-link.ts';
import { reviewsWaitingFor, unitsWithoutClerk } from './person-leaves.ts';

/** Lines of one list; what is beyond stands in the report. */
const listed = 100;

/** What waits for nobody because somebody has left, as things stand now; not needed once the office has seen to it. */
export const gatherPersonLeft = async (
  needs: GatherNeeds,
  about: LetterSubject,
  recipient: Person,
  directive: DirectiveBrief,
  now: Instant,
): Promise<LetterFacts | Obsolete> => {
  const person = about.person === undefined ? undefined : await needs.register.person(about.person);
  if (!person) throw new Error('the letter names nobody who has left');
  const { content } = directive;
  const summaries = await needs.assignments.summaries(directive);
  const reviews = [];
  const steps: string[] = [];
  if (person.leftAt !== undefined) {
    for (const { unitId } of summaries.filter(({ waitsWithReviewers }) => waitsWithReviewers.includes(person.id))) {
      if (reviews.length >= listed) break;
      const assignment = await needs.assignments.load({ directiveId: content.id, unitId });
      for (const { stage, version, delegate } of assignment ? reviewsWaitingFor(assignment, person.id).own : []) {
        const review = assignment?.reviews.find((one) => one.version === version && one.stage === stage);
        const stageName = review?.stageName ?? '';
        const unitName = assignment?.unitName ?? unitId;
        reviews.push({ unitName, stageName, ...(delegate === undefined ? {} : { delegate }) });
      }
    }
    if (directive.status === 'open') {
      steps.push(...content.route.flatMap(({ name, reviewers }) => (reviewers.includes(person.id) ? [name] : [])));
    }
  }
  const underWay = new Set(
    summaries.flatMap((summary) => (isUnderWay(summary, directive.status) ? [summary.unitId] : [])),
  );
  const mine = (await needs.register.units()).filter(
    ({ id, clerks }) => underWay.has(id) && clerks.includes(person.id),
  );
  const units = (await unitsWithoutClerk(needs, mine)).slice(0, listed).map(({ fullName }) => fullName);
  if (reviews.length + steps.length + units.length === 0) return obsolete('seen_to');
  const { url } = await mintLink(needs, recipient.id, { purpose: 'report', directiveId: content.id }, now);
  const calendar = await calendarOf(needs, directive);
  return { kind: 'person_left', recipient, now, directive: content, calendar, person, reviews, units, steps, url };
};
