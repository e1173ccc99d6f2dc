import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  formatMailRef,
  type MailRef,
  maxSendAttempts,
  newMail,
  parseMailRef,
  retryDelayMs,
  sendingLeaseMs,
} from '../../../functions/domain/mail.ts';
import { aText } from '../../support/stories.ts';

const anId = () => fc.stringMatching(/^[a-z0-9]{1,12}(-[a-z0-9]{1,8}){0,3}$/);

const aMailRef = (): fc.Arbitrary<MailRef> =>
  fc.record({
    scope: fc.oneof(
      fc.record({ kind: fc.constant('assignment' as const), directiveId: anId(), unitId: anId() }),
      fc.record({ kind: fc.constant('directive' as const), directiveId: anId() }),
      fc.record({ kind: fc.constant('person' as const), personId: anId() }),
    ),
    id: fc.stringMatching(/^[0-9a-f]{32}$/),
  });

describe('the reference of a mail', () => {
  it('comes back from its text, which is fit for a tag of SES', () => {
    fc.assert(
      fc.property(aMailRef(), (ref) => {
        const text = formatMailRef(ref);
        expect(text).toMatch(/^[A-Za-z0-9_-]{1,256}$/);
        expect(parseMailRef(text)).toEqual(ref);
      }),
    );
  });

  it('fits into a tag even with the longest ids that a register takes', () => {
    const long = 'a'.repeat(64);
    const ref: MailRef = { scope: { kind: 'assignment', directiveId: long, unitId: long }, id: 'f'.repeat(32) };
    expect(formatMailRef(ref).length).toBeLessThanOrEqual(256);
  });

  it('is not read from anything else', () => {
    const other = (text: string) => {
      expect(parseMailRef(text)).toBeUndefined();
    };
    fc.assert(fc.property(aText(), other));
    fc.assert(
      fc.property(aMailRef(), fc.nat(200), (ref, place) => {
        const text = formatMailRef(ref);
        other(text.slice(0, -1));
        other(`${text}0`);
        other(` ${text}`);
        other(`${text}\n`);
        other(`${text.slice(0, place % text.length)}#${text.slice(place % text.length)}`);
      }),
    );
  });
});

describe('sending', () => {
  it('is tried again after longer and longer, up to an hour', () => {
    const delays = Array.from({ length: 8 }, (_, index) => retryDelayMs(index + 1) / 60_000);
    expect(delays).toEqual([1, 2, 4, 8, 16, 32, 60, 60]);
    const hours = Array.from({ length: maxSendAttempts - 1 }, (_, index) => retryDelayMs(index + 1) / 3_600_000);
    const together = hours.reduce((sum, one) => sum + one, 0);
    expect(together).toBeGreaterThan(36);
    expect(together).toBeLessThan(72);
  });

  it('begins at once and belongs to nobody', () => {
    const order = { kind: 'new_links' as const, to: 'a', about: {}, key: 'new_links/1/a' };
    const mail = newMail(order, '2018-03-09T10:54:00.000Z');
    expect(mail).toMatchObject({ status: 'pending', attempts: 0, nextAttemptAt: '2018-03-09T10:56:00.000Z' });
    expect(sendingLeaseMs).toBeGreaterThan(30_000);
  });
});
