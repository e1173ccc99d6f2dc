import type { DirectiveBrief } from '../domain/directive.ts';
import type { LetterKind, LetterSubject } from '../domain/letter.ts';
import type { Person } from '../domain/register.ts';
import type { Instant } from '../domain/time.ts';
import type { LetterFacts } from '../emails/letter-facts.ts';
import { calendarOf } from './facts.ts';
import { type AboutUnit, type GatherNeeds, type Obsolete, obsolete } from './gathering.ts';
import { mintLink } from './mint-link.ts';

/** The facts of a letter about more time, or about mail that does not arrive; undefined when the kind is none of these. */
export const gatherExtensionLetter = async (
  kind: LetterKind,
  gathered: AboutUnit,
): Promise<LetterFacts | Obsolete | undefined> => {
  const { common, about, key, needs, link } = gathered;
  const { assignment } = common;
  switch (kind) {
    case 'extension_asked': {
      const request = 'extensionRequest' in assignment ? assignment.extensionRequest : undefined;
      if (!request) return obsolete('answered');
      return { kind, ...common, request, url: (await link({ purpose: 'extension', ...key })).url };
    }
    case 'extension_granted':
    case 'extension_refused': {
      const event = (await needs.assignments.history(key)).find(({ seq }) => seq === about.event);
      if (event?.change.type !== 'extension_decided') throw new Error('the letter names no answer to a request');
      const { wanted, reason, by } = event.change;
      const why = reason === undefined ? {} : { reason };
      return { kind, ...common, wanted, ...why, by: by.name, url: await gathered.unitUrl() };
    }
    default:
      return undefined;
  }
};

/** The facts of the letter that tells the office whose mail does not arrive; not needed once the address was put right. */
export const gatherNotDelivered = async (
  needs: GatherNeeds,
  about: LetterSubject,
  recipient: Person,
  directive: DirectiveBrief,
  now: Instant,
): Promise<LetterFacts | Obsolete> => {
  const person = about.person === undefined ? undefined : await needs.register.person(about.person);
  if (!person) throw new Error('the letter names nobody whose mail does not arrive');
  const { undeliverable } = await needs.deliveries.standing(person.id);
  if (!undeliverable) return obsolete('address_corrected');
  const unit = about.unitId === undefined ? undefined : await needs.register.unit(about.unitId);
  const isOfUnit = unit !== undefined && [...unit.clerks, ...unit.heads].includes(person.id);
  const { url } = await mintLink(needs, recipient.id, { purpose: 'report', directiveId: directive.content.id }, now);
  return {
    kind: 'not_delivered',
    recipient,
    now,
    directive: directive.content,
    calendar: await calendarOf(needs, directive),
    person: { ...person, address: undeliverable.address },
    why: undeliverable.why,
    ...(isOfUnit ? { unit } : {}),
    url,
  };
};
