import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { notDelivered } from '../../../functions/emails/not-delivered.ts';
import { renderLetter } from '../../../functions/emails/render-letter.ts';
import { numberedSubject, subjectOf } from '../../../functions/emails/subject.ts';
import { messagesFor } from '../../../functions/i18n/letter-messages.ts';
import { anOpening } from './letter-cases.ts';
import {
  aDigest,
  anEscalation,
  aReviewReminder,
  aWeeklySummary,
  reminderLetterVariants,
  someLateReviews,
} from './reminder-letter-cases.ts';

const name = fc.oneof(fc.string({ minLength: 1, maxLength: 220 }), fc.string({ unit: 'grapheme', maxLength: 220 }));

describe('a subject', () => {
  it('stays under 78 characters and on one line for any name and number, and keeps its last words', () => {
    fc.assert(
      fc.property(name, fc.option(name, { nil: undefined }), (unit, notation) => {
        const subject = numberedSubject(messagesFor('vi'), unit, notation, 'Đã phê duyệt Kế hoạch');
        expect(subject.length).toBeLessThan(78);
        expect(subject).not.toMatch(/[\r\n\p{Cc}]/u);
        expect(subject).toMatch(/: Đã phê duyệt Kế hoạch$/);
      }),
    );
  });

  it('begins with the unit and the number where it is about one plan', () => {
    expect(renderLetter(aReviewReminder('vi')).subject).toBe('Mai Dịch, 08/KH-UBND: Chờ ý kiến của Ông/Bà');
    expect(renderLetter(someLateReviews('en')).subject).toBe('Mai Dịch, 08/KH-UBND: Review is late');
  });

  it('begins with the directive’s number where it is about several units, and without one with the office', () => {
    expect(renderLetter(reminderLetterVariants.several_reviews('en')).subject).toBe(
      'Phòng Nội vụ: 4 plans wait for your decision',
    );
    const facts = [
      reminderLetterVariants.several_reviews('vi'),
      anEscalation('vi'),
      aWeeklySummary('vi'),
      anOpening('vi'),
    ];
    for (const one of facts) {
      const numbered = { ...one, directive: { ...one.directive, notation: '45/KH-UBND' } };
      expect(renderLetter(numbered).subject).toMatch(/^45\/KH-UBND: [\p{L}\d]/u);
      expect(renderLetter(one).subject).toMatch(/^Phòng Nội vụ: [\p{L}\d]/u);
    }
  });

  it('of a digest begins with its directive, and of several directives with the authority', () => {
    const facts = aDigest('vi');
    const [part] = facts.parts;
    if (!part) throw new Error('an empty digest');
    const numbered = { ...part, directive: { ...part.directive, notation: '45/KH-UBND' } };
    const subjects = [[numbered], [numbered, { ...part, directive: { ...part.directive, id: 'another' } }]].map(
      (parts) => renderLetter({ ...facts, parts }).subject,
    );
    expect(subjects).toEqual([
      '45/KH-UBND: Tổng hợp 1 việc cần xử lý trong ngày',
      'UBND quận Cầu Giấy: Tổng hợp 2 việc cần xử lý trong ngày',
    ]);
  });

  it('loses line breaks that somebody smuggles into a name', () => {
    expect(subjectOf('UBND\r\nBcc: x@y.example')).not.toMatch(/[\r\n]/);
    expect(numberedSubject(messagesFor('en'), 'A\r\nBcc: x@y.example', '1/KH\nX: y', 'For approval')).not.toMatch(
      /[\r\n]/,
    );
  });
});

describe('a letter about mail that does not arrive', () => {
  it('begins with the unit and the directive’s number', () => {
    const facts = reminderLetterVariants.suppressed('vi');
    const { subject } = notDelivered({ ...facts, directive: { ...facts.directive, notation: '45/KH-UBND' } });
    expect(subject).toBe('UBND phường Dịch Vọng, 45/KH-UBND: Thư không đến nơi');
  });

  it('says in words why, and how the address is corrected', () => {
    expect(notDelivered(reminderLetterVariants.suppressed('vi')).text.replace(/\s+/g, ' ')).toContain(
      'địa chỉ đã bị dịch vụ thư chặn vì trước đây thư không đến hoặc bị báo là thư rác (Permanent/OnAccountSuppressionList)',
    );
    const { text } = notDelivered(reminderLetterVariants.complained('en'));
    expect(text).toContain('the recipient has reported the letter as spam (Complaint abuse)');
    expect(text).toMatch(/ward-plans correct \S+ RIGHT-ADDRESS/);
  });
});
