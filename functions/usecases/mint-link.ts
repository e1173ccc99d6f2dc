import type { PersonId } from '../domain/directive.ts';
import { hashToken, type LinkSubject, linkExpiry, linkPath } from '../domain/link.ts';
import type { Instant } from '../domain/time.ts';
import type { MintToken, Services } from './ports.ts';

/**
 * Makes a person's link to something and returns its address. The token exists in that address alone: the table
 * keeps its hash.
 */
export const mintLink = async (
  { links, mintToken, baseUrl }: Pick<Services, 'links'> & { readonly mintToken: MintToken; readonly baseUrl: string },
  personId: PersonId,
  subject: LinkSubject,
  now: Instant,
): Promise<string> => {
  const token = mintToken();
  const tokenHash = hashToken(token);
  if (!tokenHash) throw new Error('the source of tokens gave something that is no token');
  await links.put({ tokenHash, personId, subject, createdAt: now, expiresAt: linkExpiry(now) });
  return `${baseUrl}${linkPath(subject.purpose, token)}`;
};
