import { linkExpiry } from '../domain/link.ts';
import { epochMs, type Instant } from '../domain/time.ts';
import type { Services } from './ports.ts';

/**
 * A link that was given out or used less than a week ago is left alone: the few days that it would gain are not worth a
 * write with every decision.
 */
export const worthKeepingMs = 7 * 86_400_000;

/**
 * Lets a link live on from its use: only where something was done with it, since looking changes nothing, whoever
 * looks.
 */
export const keepLink = async (
  { links }: Pick<Services, 'links'>,
  { link }: { readonly link: { readonly tokenHash: string; readonly expiresAt: Instant } },
  now: Instant,
): Promise<void> => {
  const until = linkExpiry(now);
  if (epochMs(until) - epochMs(link.expiresAt) < worthKeepingMs) return;
  await links.extend(link.tokenHash, until);
};
