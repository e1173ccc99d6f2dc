import { describe, expect, it } from 'vitest';
import type { Deadline } from '../../../functions/domain/deadline.ts';
import { renderLetter } from '../../../functions/emails/render-letter.ts';
import { aDirective, anAssignment } from '../../support/builders.ts';
import { countOf, hrefsOf } from './html-text.ts';
import {
  anInvitation,
  anOpening,
  anOverdueNotice,
  aReminder,
  reportUrl,
  reviewUrl,
  someNewLinks,
  unitUrl,
} from './letter-cases.ts';
import { expectBoth, expectNeither } from './saying.ts';

describe('the invitation', () => {
  it('asks for the plan with deadline, items and the unit’s link', () => {
    const letter = renderLetter(anInvitation('vi'));
    expect(letter.subject).toBe('UBND phường Dịch Vọng: Nộp Kế hoạch, hạn trước ngày 30/03/2018');
    expectBoth(
      anInvitation('vi'),
      'Kính gửi: UBND phường Dịch Vọng',
      'Đề nghị UBND phường Dịch Vọng xây dựng Kế hoạch thực hiện Năm nâng cao hiệu lực',
      'trước ngày 30/03/2018 (muộn nhất là 24:00 ngày 29/03/2018, giờ Việt Nam)',
      aDirective().title,
      'UBND quận Cầu Giấy, ngày 09/03/2018',
      '7 nội dung Kế hoạch cần nêu',
      ...aDirective().items.map((item) => item.title),
      unitUrl,
      'Trân trọng.',
    );
  });

  it('is complete in English', () => {
    expect(renderLetter(anInvitation('en')).subject).toBe(
      'UBND phường Dịch Vọng: Plan requested, due before 30/03/2018',
    );
    expectBoth(
      anInvitation('en'),
      'before 30/03/2018 (by the end of 29/03/2018, Vietnam time)',
      'The 7 items',
      unitUrl,
    );
  });

  it('names the directive’s number where it is known and leaves the line out where it is not', () => {
    const facts = anInvitation('vi');
    expectNeither(facts, 'Số, ký hiệu văn bản');
    expectBoth({ ...facts, directive: aDirective({ notation: '52/KH-UBND' }) }, 'Số, ký hiệu văn bản', '52/KH-UBND');
  });

  it.each<{ deadline: Deadline; subject: string; body: string }>([
    {
      deadline: { rule: 'by_date', date: '2018-03-30' },
      subject: 'UBND phường Dịch Vọng: Nộp Kế hoạch, hạn chậm nhất ngày 30/03/2018',
      body: 'chậm nhất ngày 30/03/2018 (đến 24:00 ngày này, giờ Việt Nam)',
    },
    {
      deadline: { rule: 'by_instant', instant: '2018-03-30T10:00:00.000Z' },
      subject: 'UBND phường Dịch Vọng: Nộp Kế hoạch, hạn chậm nhất 17:00 ngày 30/03/2018',
      body: 'chậm nhất 17:00 ngày 30/03/2018 (giờ Việt Nam)',
    },
  ])('words a deadline by its rule: $deadline.rule', ({ deadline, subject, body }) => {
    const directive = aDirective({ deadline });
    const facts = { ...anInvitation('vi'), directive, assignment: anAssignment({ directive }) };
    expect(renderLetter(facts).subject).toBe(subject);
    expectBoth(facts, body);
  });

  it('says that the deadline was extended, with the former one', () => {
    const assignment = anAssignment({
      steps: [
        {
          at: '2018-03-26T02:00:00.000Z',
          command: { type: 'extend', deadline: { rule: 'by_date', date: '2018-04-05' }, reason: 'Bão' },
        },
      ],
    });
    const facts = { ...anInvitation('vi'), assignment };
    expect(renderLetter(facts).subject).toBe('UBND phường Dịch Vọng: Gia hạn, hạn mới chậm nhất ngày 05/04/2018');
    expectBoth(facts, 'được lùi đến chậm nhất ngày 05/04/2018', 'Hạn nộp trước đây');
  });
});

describe('the letter on an opened directive', () => {
  it('tells the office how many units, until when, on which days units are reminded, and where the report is', () => {
    const facts = anOpening('vi');
    expect(renderLetter(facts).subject).toBe(
      'Phòng Nội vụ: Đã giao 8 đơn vị xây dựng Kế hoạch - hạn trước ngày 30/03/2018',
    );
    expectBoth(
      facts,
      'Kính gửi: Ông/Bà Trần Văn Bình, Trưởng phòng Nội vụ',
      'lúc 08:30, giờ Việt Nam',
      'Ngày 23/03/2018: nhắc việc, còn 5 ngày làm việc',
      'Ngày 29/03/2018: nhắc việc, còn 1 ngày làm việc',
      'Ngày 02/04/2018: báo quá hạn 1 ngày làm việc',
      'Thẩm định của Phòng Nội vụ: 3 ngày làm việc',
      reportUrl,
    );
  });

  it('counts in the grammar and with the digits of its language', () => {
    expect(renderLetter({ ...anOpening('en'), unitCount: 1 }).subject).toMatch(/: Plan requested from 1 unit /);
    expect(renderLetter({ ...anOpening('en'), unitCount: 10_000 }).subject).toMatch(
      /: Plans requested from 10,000 units /,
    );
    expect(renderLetter({ ...anOpening('vi'), unitCount: 10_000 }).subject).toMatch(/: Đã giao 10\.000 đơn vị /);
  });
});

describe('reminders and overdue notices', () => {
  const at = (now: string, facts = aReminder('vi')) => ({ ...facts, now });

  it('say how many working days are left', () => {
    expect(renderLetter(aReminder('vi')).subject).toBe('UBND phường Dịch Vọng: Còn 3 ngày làm việc để nộp Kế hoạch');
    expect(renderLetter(at('2018-03-28T01:30:00.000Z', aReminder('en'))).subject).toBe(
      'UBND phường Dịch Vọng: 2 working days left to submit',
    );
    expectBoth(aReminder('vi'), 'chưa nhận được', 'Đề nghị đơn vị nộp trước ngày 30/03/2018', unitUrl);
  });

  it('say so on the last day that still counts', () => {
    expectBoth(at('2018-03-29T01:30:00.000Z'), 'Hôm nay, 29/03/2018, là ngày cuối cùng còn đúng hạn.');
    expectNeither(at('2018-03-28T01:30:00.000Z'), 'ngày cuối cùng');
  });

  it('do not count "0 days left" on the very day or over a weekend', () => {
    const by = (date: string, now: string) => {
      const directive = aDirective({ deadline: { rule: 'by_date', date } });
      return renderLetter({ ...aReminder('vi'), directive, assignment: anAssignment({ directive }), now }).subject;
    };
    expect(by('2018-03-30', '2018-03-30T01:30:00.000Z')).toBe(
      'UBND phường Dịch Vọng: Hôm nay là ngày cuối nộp đúng hạn',
    );
    expect(by('2018-04-01', '2018-03-30T01:30:00.000Z')).toBe(
      'UBND phường Dịch Vọng: Nộp Kế hoạch chậm nhất ngày 01/04/2018',
    );
  });

  it('say how many working days are over, counted at the moment of sending', () => {
    expect(renderLetter(anOverdueNotice('vi')).subject).toBe('UBND phường Dịch Vọng: Quá hạn 2 ngày làm việc');
    expect(renderLetter(at('2018-04-02T01:30:00.000Z', anOverdueNotice('en'))).subject).toBe(
      'UBND phường Dịch Vọng: Overdue by 1 working day',
    );
    expectBoth(anOverdueNotice('vi'), '08:32 ngày 03/04/2018 (giờ Việt Nam)', 'tính theo lịch là 5 ngày', unitUrl);
  });

  it('tell the truth when they were held up over the deadline', () => {
    expect(renderLetter(at('2018-03-30T01:30:00.000Z')).subject).toBe('UBND phường Dịch Vọng: Đã quá hạn nộp Kế hoạch');
    expect(renderLetter(at('2018-03-28T01:30:00.000Z', anOverdueNotice('vi'))).subject).toBe(
      'UBND phường Dịch Vọng: Còn 2 ngày làm việc để nộp Kế hoạch',
    );
  });
});

describe('a subject about one unit', () => {
  it('begins with the unit and the number of the directive while there is no plan', () => {
    const directive = aDirective({ notation: '52/KH-UBND' });
    expect(renderLetter({ ...aReminder('vi'), directive }).subject).toMatch(
      /^UBND phường Dịch Vọng, 52\/KH-UBND: Còn /,
    );
    const long = aDirective({ notation: 'K'.repeat(300) });
    expect(renderLetter({ ...aReminder('vi'), directive: long }).subject).toMatch(/^UBND phường.*, K{23}…: Còn /);
  });
});

describe('the letter with new links', () => {
  it('lists every link under its directive', () => {
    expectBoth(someNewLinks('vi'), '2 việc', 'Báo cáo tiến độ', 'Xem và cho ý kiến - UBND phường Dịch Vọng');
    expect(hrefsOf(renderLetter(someNewLinks('vi')).html)).toEqual([reportUrl, reviewUrl]);
  });

  it('has a button when there is only one link', () => {
    const facts = someNewLinks('en');
    const letter = renderLetter({ ...facts, links: facts.links.slice(0, 1) });
    expect(countOf(letter.html, 'bgcolor=')).toBe(1);
    expect(letter.text).toContain(`Progress report:\n${reportUrl}\n`);
  });

  it('says so when nothing waits, and then has no links', () => {
    const letter = renderLetter({ ...someNewLinks('vi'), links: [] });
    expect(hrefsOf(letter.html)).toEqual([]);
    expect(letter.text).toContain('không có việc nào chờ');
    expect(letter.text).not.toContain('Liên kết trong thư');
  });
});
