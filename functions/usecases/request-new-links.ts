import { newLinksLetter } from '../domain/letter.ts';
import { epochMs, type Instant } from '../domain/time.ts';
import type { Services } from './ports.ts';

/** One letter with fresh links for each person in this many milliseconds, however often it is asked for. */
export const newLinksWindowMs = 10 * 60_000;

/**
 * Orders a letter with fresh links, to the registered address only. From outside, an address that is registered and
 * one that is not are answered alike.
 */
export const requestNewLinks = async (
  { register, outbox }: Pick<Services, 'register' | 'outbox'>,
  address: string,
  now: Instant,
): Promise<void> => {
  const person = await register.personByAddress(address.trim());
  if (!person) return;
  const window = String(Math.floor(epochMs(now) / newLinksWindowMs));
  await outbox.order([newLinksLetter(person.id, window)], now);
};
