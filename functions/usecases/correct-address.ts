import { newLinksLetter, orderLetter } from '../domain/letter.ts';
import type { MailRhythm, Person } from '../domain/register.ts';
import { accept, type Result, refuse } from '../domain/result.ts';
import type { Instant } from '../domain/time.ts';
import type { Services } from './ports.ts';

type Needs = Pick<Services, 'register' | 'deliveries' | 'outbox' | 'assignments'>;

export interface Corrected {
  readonly person: Person;
  /** Invitations that had not arrived and go out again. */
  readonly invitations: number;
}

/**
 * Gives a person another address. From that moment on the links that went to the old one are dead; a letter with new
 * links goes to the new one, as do the invitations that had not arrived. Also lifts the mark of an address that is given
 * again as it was: then the office has made sure that it works. Refusals: unknown_person, address_taken.
 */
export const correctAddress = async (
  services: Needs,
  personId: string,
  address: string,
  now: Instant,
): Promise<Result<Corrected>> => {
  const { register, deliveries, outbox, assignments } = services;
  const before = await register.person(personId);
  if (!before) return refuse('unknown_person', { person: personId });
  const holder = await register.personByAddress(address);
  if (holder && holder.id !== personId) return refuse('address_taken', { person: personId });
  // First the old links, then the new address: whoever has the old mailbox must not keep a door in between.
  await deliveries.readdress(personId, now);
  const person = await register.changePerson(personId, (found) => ({ ...found, address }));
  if (person === 'address_taken') return refuse('address_taken', { person: personId });
  if (!person) return refuse('unknown_person', { person: personId });
  const lost = await deliveries.notDeliveredTo(personId);
  const invitations = [];
  for (const mark of lost) {
    const assignment = await assignments.load(mark);
    const { directiveId, unitId } = mark;
    if (assignment?.status === 'awaiting_plan') {
      invitations.push(orderLetter('invitation', personId, { directiveId, unitId }, `readdressed/${now}`));
    }
  }
  await outbox.order([newLinksLetter(personId, `readdressed/${now}`), ...invitations], now);
  for (const mark of lost) await deliveries.forgetNotDelivered(mark);
  return accept({ person, invitations: invitations.length });
};

/** How a person takes mail that need not be there at once. Refusals: unknown_person. */
export const chooseRhythm = async (
  { register, deliveries }: Pick<Services, 'register' | 'deliveries'>,
  personId: string,
  rhythm: MailRhythm,
): Promise<Result<Person>> => {
  const person = await register.person(personId);
  if (!person) return refuse('unknown_person', { person: personId });
  await deliveries.setRhythm(personId, rhythm);
  return accept(person);
};
