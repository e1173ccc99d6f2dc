import type { PersonId } from '../domain/directive.ts';
import { codeTries, hashCode, hashToken, type LinkSubject, linkExpiry, linkPath } from '../domain/link.ts';
import type { Instant } from '../domain/time.ts';
import type { MintCode, MintToken, Services } from './ports.ts';

export interface Minted {
  readonly url: string;
  /** Six digits, where the directive asks for them. */
  readonly code?: string;
}

export type MintNeeds = Pick<Services, 'links'> & {
  readonly mintToken: MintToken;
  readonly mintCode: MintCode;
  readonly baseUrl: string;
};

/**
 * Makes a person's link to something and returns its address. The token exists in that address alone: the table
 * keeps its hash.
 */
export const mintLink = async (
  { links, mintToken, mintCode, baseUrl }: MintNeeds,
  personId: PersonId,
  subject: LinkSubject,
  now: Instant,
  withCode = false,
): Promise<Minted> => {
  const token = mintToken();
  const tokenHash = hashToken(token);
  if (!tokenHash) throw new Error('the source of tokens gave something that is no token');
  const code = withCode ? mintCode() : undefined;
  const guard = code === undefined ? {} : { code: { hash: hashCode(token, code), triesLeft: codeTries } };
  await links.put({ tokenHash, personId, subject, createdAt: now, expiresAt: linkExpiry(now), ...guard });
  const url = `${baseUrl}${linkPath(subject.purpose, token)}`;
  return code === undefined ? { url } : { url, code };
};
