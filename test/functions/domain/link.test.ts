import { createHash, randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hashToken, linkExpiry, linkPath } from '../../../functions/domain/link.ts';
import { aText } from '../../support/stories.ts';

const aToken = () =>
  fc.uint8Array({ minLength: 32, maxLength: 32 }).map((bytes) => Buffer.from(bytes).toString('base64url'));

describe('a token', () => {
  it('is known by its SHA-256 alone', () => {
    fc.assert(
      fc.property(aToken(), (token) => {
        expect(hashToken(token)).toBe(createHash('sha256').update(token).digest('hex'));
      }),
    );
  });

  it('is nothing else than 32 bytes in base64url', () => {
    const token = randomBytes(32).toString('base64url');
    for (const other of [
      `${token}A`,
      token.slice(1),
      ` ${token}`,
      `${token}\n`,
      `${token.slice(1)}=`,
      `${token.slice(1)}/`,
      '',
    ]) {
      expect(hashToken(other)).toBeUndefined();
    }
    fc.assert(
      fc.property(aText(60), (text) => {
        expect(hashToken(text)).toBeUndefined();
      }),
    );
  });
});

describe('a link', () => {
  it('leads to the page of its purpose', () => {
    expect(linkPath('submit', 't')).toBe('/u/t');
    expect(linkPath('review', 't')).toBe('/r/t');
    expect(linkPath('report', 't')).toBe('/o/t');
  });

  it('lives 45 days', () => {
    expect(linkExpiry('2018-03-09T10:54:00.000Z')).toBe('2018-04-23T10:54:00.000Z');
  });
});
