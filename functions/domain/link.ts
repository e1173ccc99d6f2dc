import { createHash } from 'node:crypto';
import type { PersonId } from './directive.ts';
import { type Instant, plusMs } from './time.ts';

/** What a link opens. */
export type LinkSubject =
  /** The unit's page. */
  | { readonly purpose: 'submit'; readonly directiveId: string; readonly unitId: string }
  /** A reviewer's page for one stage of one plan version. */
  | {
      readonly purpose: 'review';
      readonly directiveId: string;
      readonly unitId: string;
      readonly version: number;
      readonly stage: number;
      /** Whose review it is; the link's holder may be a delegate. */
      readonly reviewerId: PersonId;
    }
  /** The office's report. */
  | { readonly purpose: 'report'; readonly directiveId: string }
  /** The office's page on which a unit's wish for a later day is decided. */
  | { readonly purpose: 'extension'; readonly directiveId: string; readonly unitId: string }
  /** How often the person gets digests; the directive is one that the digest spoke of. */
  | { readonly purpose: 'digest'; readonly directiveId: string };

export type LinkPurpose = LinkSubject['purpose'];

/** What the table knows of a link: never the token itself. */
export interface Link {
  /** SHA-256 of the token, lower-case hex. */
  readonly tokenHash: string;
  readonly personId: PersonId;
  readonly subject: LinkSubject;
  readonly createdAt: Instant;
  readonly expiresAt: Instant;
  /** The six digits that a decision needs beside the link, where the directive asks for them. */
  readonly code?: { readonly hash: string; readonly triesLeft: number };
}

/** Wrong codes that a link forgives. */
export const codeTries = 5;

/** Bound to the token, which the table does not hold: nobody can try out all codes on a stolen table. */
export const hashCode = (token: string, code: string): string =>
  createHash('sha256').update(`${token} ${code}`).digest('hex');

/** Days that a link lives. */
export const linkLifeDays = 45;

export const linkExpiry = (createdAt: Instant): Instant => plusMs(createdAt, linkLifeDays * 86_400_000);

/** 32 random bytes in base64url. */
const tokenPattern = /^[A-Za-z0-9_-]{43}$/;

/** The hash under which a token's link is stored; undefined for text that can be no token. */
export const hashToken = (token: string): string | undefined =>
  tokenPattern.test(token) ? createHash('sha256').update(token).digest('hex') : undefined;

/** Path of the page that a link opens, from the service's base address. */
export const linkPath = (purpose: LinkPurpose, token: string): string => {
  switch (purpose) {
    case 'submit':
      return `/u/${token}`;
    case 'review':
      return `/r/${token}`;
    case 'report':
      return `/o/${token}`;
    case 'extension':
      return `/x/${token}`;
    case 'digest':
      return `/d/${token}`;
  }
};
