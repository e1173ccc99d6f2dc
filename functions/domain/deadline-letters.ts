import type { DirectiveContent, PersonId } from './directive.ts';
import { type LetterKind, type LetterOrder, orderLetter } from './letter.ts';
import type { Unit } from './register.ts';
import type { Transition } from './transitions.ts';

/** The letters that requests for more time cause: to the office when one is made, to the unit when it is answered. */
export const deadlineLetters = (
  { event, after }: Transition,
  unit: Unit,
  { office }: Pick<DirectiveContent, 'office'>,
): LetterOrder[] => {
  const { directiveId, unitId } = after;
  const to = (people: readonly PersonId[], kind: LetterKind): LetterOrder[] =>
    people.map((person) => orderLetter(kind, person, { directiveId, unitId, event: event.seq }, String(event.seq)));
  const { change } = event;
  switch (change.type) {
    case 'extension_requested':
      return to(office.people, 'extension_asked');
    case 'extension_decided':
      return to(unit.clerks, change.answer === 'refused' ? 'extension_refused' : 'extension_granted');
    default:
      return [];
  }
};
