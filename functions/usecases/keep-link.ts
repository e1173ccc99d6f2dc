import { linkExpiry } from '../domain/link.ts';
import type { Instant } from '../domain/time.ts';
import type { Services } from './ports.ts';

/**
 * Lets a link live on from its use: only where something was done with it, since looking changes nothing, whoever
 * looks.
 */
export const keepLink = async (
  { links }: Pick<Services, 'links'>,
  { link }: { readonly link: { readonly tokenHash: string } },
  now: Instant,
): Promise<void> => links.extend(link.tokenHash, linkExpiry(now));
