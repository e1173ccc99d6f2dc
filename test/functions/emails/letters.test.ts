import { describe, expect, it } from 'vitest';
import { openReviews } from '../../../functions/domain/assignment.ts';
import type { Deadline } from '../../../functions/domain/deadline.ts';
import type { LetterFacts, RenderedLetter } from '../../../functions/emails/letter-facts.ts';
import { renderLetter } from '../../../functions/emails/render-letter.ts';
import { maxSubjectLength } from '../../../functions/emails/subject.ts';
import { aDirective, anAssignment, aPerson, approving, returning, submitting } from '../../support/builders.ts';
import { countOf, hrefsOf, readableText, unwrapped } from './html-text.ts';
import {
  anApproval,
  anInvitation,
  anOpening,
  anOverdueNotice,
  aReceipt,
  aReminder,
  aReturn,
  aReviewRequest,
  comment,
  latestOf,
  letterCases,
  reportUrl,
  reviewUrl,
  someNewLinks,
  unitUrl,
} from './letter-cases.ts';

const locales = ['vi', 'en'] as const;
const everyCase = Object.entries(letterCases).flatMap(([kind, make]) =>
  locales.map((locale) => ({ kind, locale, facts: make(locale) })),
);

/** Both parts as a reader sees them: whatever a letter must say, it must say in both. */
const partsOf = (letter: RenderedLetter): string[] => [unwrapped(letter.text), readableText(letter.html)];

const expectBoth = (facts: LetterFacts, ...said: string[]): void => {
  for (const part of partsOf(renderLetter(facts))) for (const words of said) expect(part).toContain(words);
};

const expectNeither = (facts: LetterFacts, ...unsaid: string[]): void => {
  for (const part of partsOf(renderLetter(facts))) for (const words of unsaid) expect(part).not.toContain(words);
};

describe('every letter', () => {
  it.each(everyCase)('$kind in $locale fits its subject into one header line', ({ facts }) => {
    const { subject } = renderLetter(facts);
    expect(subject.length).toBeLessThanOrEqual(maxSubjectLength);
    expect(subject).not.toMatch(/\p{Cc}|…/u);
  });

  it.each(everyCase)(
    '$kind in $locale has the same links in both parts, each on a line of its own in the text',
    ({ facts }) => {
      const { text, html } = renderLetter(facts);
      const urls = text.split('\n').filter((line) => line.startsWith('https://'));
      expect(urls.length).toBeGreaterThan(0);
      expect(hrefsOf(html)).toEqual(urls);
      for (const url of urls) expect(countOf(text, url)).toBe(1);
    },
  );

  it.each(everyCase)('$kind in $locale keeps its text within 78 columns, addresses apart', ({ facts }) => {
    for (const line of renderLetter(facts).text.split('\n')) {
      if (!line.startsWith('https://')) expect(line.length).toBeLessThanOrEqual(78);
    }
  });

  it.each(everyCase)('$kind in $locale says in its HTML part every word of its text part', ({ facts }) => {
    const { text, html } = renderLetter(facts);
    const seen = readableText(html);
    // marks of lists and quotes, rules and the colons after labels belong to the text's form
    const words = text
      .replace(/^(?:> ?|- |\d+\. |-+$)/gm, '')
      .split(/\s+/)
      .map((word) => word.replace(/:$/, ''));
    for (const word of words) expect(seen).toContain(word);
  });

  it.each(everyCase)(
    '$kind in $locale says who gets it and why, that it is automatic and its links are personal',
    ({ facts }) => {
      const vi = facts.recipient.locale === 'vi';
      expectBoth(
        facts,
        'UBND quận Cầu Giấy',
        `${vi ? 'Người nhận' : 'Recipient'}: ${facts.recipient.name}`,
        vi ? 'gửi tự động' : 'Sent automatically',
        vi ? 'dành riêng cho người nhận' : 'personal to the recipient',
      );
    },
  );

  it.each(everyCase)('$kind in $locale loads nothing and runs nothing in the reader’s mail program', ({ facts }) => {
    const { html } = renderLetter(facts);
    expect(html).not.toMatch(/<(?:img|script|link|iframe|object|form|input|base)\b|\bsrc=|@import|url\(|\son\w+=/i);
    expect(html).toContain(`<html lang="${facts.recipient.locale}"`);
  });

  it.each(everyCase)('$kind in $locale has at most one button', ({ facts }) => {
    expect(countOf(renderLetter(facts).html, 'bgcolor=')).toBeLessThanOrEqual(1);
  });
});

describe('the invitation', () => {
  it('asks for the plan with deadline, items and the unit’s link', () => {
    const letter = renderLetter(anInvitation('vi'));
    expect(letter.subject).toBe('Đề nghị xây dựng Kế hoạch - hạn trước ngày 30/03/2018');
    expectBoth(
      anInvitation('vi'),
      'Kính gửi: UBND phường Dịch Vọng',
      'Đề nghị UBND phường Dịch Vọng xây dựng Kế hoạch thực hiện Năm nâng cao hiệu lực',
      'trước ngày 30/03/2018 (muộn nhất là hết ngày 29/03/2018)',
      aDirective().title,
      'UBND quận Cầu Giấy, ngày 09/03/2018',
      '7 nội dung Kế hoạch cần nêu',
      ...aDirective().items.map((item) => item.title),
      unitUrl,
      'Trân trọng.',
    );
  });

  it('is complete in English', () => {
    expect(renderLetter(anInvitation('en')).subject).toBe('Plan requested - due before 30/03/2018');
    expectBoth(
      anInvitation('en'),
      'before 30/03/2018 (29/03/2018 is the last day that counts)',
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
      subject: 'Đề nghị xây dựng Kế hoạch - hạn chậm nhất ngày 30/03/2018',
      body: 'chậm nhất ngày 30/03/2018 (tính cả ngày này)',
    },
    {
      deadline: { rule: 'by_instant', instant: '2018-03-30T10:00:00.000Z' },
      subject: 'Đề nghị xây dựng Kế hoạch - hạn chậm nhất 17:00 ngày 30/03/2018',
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
    expect(renderLetter(facts).subject).toBe('Gia hạn nộp Kế hoạch - hạn mới chậm nhất ngày 05/04/2018');
    expectBoth(facts, 'được lùi đến chậm nhất ngày 05/04/2018', 'Hạn nộp trước đây');
  });

  it('says that the deadline changed when it moved to an earlier day', () => {
    const assignment = anAssignment({
      steps: [
        {
          at: '2018-03-12T02:00:00.000Z',
          command: { type: 'extend', deadline: { rule: 'by_date', date: '2018-03-23' }, reason: 'Họp sớm' },
        },
      ],
    });
    expect(renderLetter({ ...anInvitation('vi'), assignment }).subject).toMatch(/^Thay đổi hạn nộp Kế hoạch/);
  });
});

describe('the letter on an opened directive', () => {
  it('tells the office how many units, until when, on which days units are reminded, and where the report is', () => {
    const facts = anOpening('vi');
    expect(renderLetter(facts).subject).toBe('Đã giao 8 đơn vị xây dựng Kế hoạch - hạn trước ngày 30/03/2018');
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
    expect(renderLetter({ ...anOpening('en'), unitCount: 1 }).subject).toMatch(/^Plan requested from 1 unit /);
    expect(renderLetter({ ...anOpening('en'), unitCount: 10_000 }).subject).toMatch(
      /^Plans requested from 10,000 units /,
    );
    expect(renderLetter({ ...anOpening('vi'), unitCount: 10_000 }).subject).toMatch(/^Đã giao 10\.000 đơn vị /);
  });
});

describe('the receipt', () => {
  const hash = latestOf(anAssignment({ steps: [submitting()] })).document.sha256;

  it('states number, issue, version, moment, file, size and SHA-256, and how to check it', () => {
    const facts = aReceipt('vi');
    const letter = renderLetter(facts);
    expect(letter.subject).toBe('Đã tiếp nhận Kế hoạch số 15/KH-UBND');
    expectBoth(
      facts,
      '15/KH-UBND',
      '20/03/2018',
      '09:15 ngày 20/03/2018 (giờ Việt Nam)',
      'Đúng hạn; hạn nộp trước ngày 30/03/2018',
      'Kế hoạch Dịch Vọng 2018.pdf',
      '1,2 MB (1.258.291 byte)',
      '7 trên 7',
      'Bước tiếp theo: Thẩm định của Phòng Nội vụ, chậm nhất ngày 23/03/2018',
      'certutil -hashfile KE-HOACH.pdf SHA256',
      'sha256sum KE-HOACH.pdf',
    );
    expect(countOf(letter.text, hash)).toBe(1);
    expect(countOf(letter.html, hash)).toBe(1);
  });

  it('keeps the hash whole on one line of the text', () => {
    expect(renderLetter(aReceipt('en')).text.split('\n')).toContain(`  ${hash}`);
  });

  it('says by how many days a first submission was late', () => {
    const assignment = anAssignment({ steps: [submitting({ at: '2018-04-02T02:00:00.000Z' })] });
    expectBoth(
      { ...aReceipt('vi'), assignment, plan: latestOf(assignment) },
      'Chậm 4 ngày; hạn nộp trước ngày 30/03/2018',
    );
    expectBoth({ ...aReceipt('en'), assignment, plan: latestOf(assignment) }, '4 days late; due before 30/03/2018');
  });

  it('counts the first submission for a later version', () => {
    const assignment = anAssignment({
      steps: [
        submitting(),
        returning(),
        submitting({ at: '2018-04-02T02:00:00.000Z', document: { uploadId: 'u-0002' } }),
      ],
    });
    expectBoth({ ...aReceipt('vi'), assignment, plan: latestOf(assignment) }, 'Lần nộp đầu đúng hạn', '02/04/2018');
  });

  it('promises nothing when it was held up until the plan had moved on', () => {
    const assignment = anAssignment({ steps: [submitting(), returning()] });
    const facts = { ...aReceipt('vi'), assignment, plan: latestOf(assignment) };
    expectNeither(facts, 'Bước tiếp theo', 'chưa phải làm gì');
    expectBoth(facts, 'Tình trạng xử lý hiện nay xem tại trang hồ sơ.');
  });

  it('never puts the file’s own name into a command that people paste', () => {
    const name = 'a.pdf"; shutdown now; ".pdf';
    const assignment = anAssignment({ steps: [submitting({ document: { name } })] });
    const { text } = renderLetter({ ...aReceipt('vi'), assignment, plan: latestOf(assignment) });
    const commands = text.split('\n').filter((line) => /sum |certutil/.test(line));
    expect(commands.length).toBe(3);
    for (const command of commands) expect(command).not.toContain('shutdown');
  });
});

describe('the review request', () => {
  it('shows unit, plan, items answered and not, stage and due day, and that opening decides nothing', () => {
    const facts = aReviewRequest('vi');
    expect(renderLetter(facts).subject).toBe('Trình phê duyệt: UBND phường Dịch Vọng');
    expectBoth(
      facts,
      'Kế hoạch số 15/KH-UBND của UBND phường Dịch Vọng',
      'Nội dung chưa nêu (3 trên 7)',
      '(4 trên 7)',
      'Hạn cho ý kiến',
      'chậm nhất ngày 23/03/2018 (tính cả ngày này)',
      'Xem và cho ý kiến',
      'Mở liên kết chưa phải là cho ý kiến.',
      latestOf(facts.assignment).document.sha256,
      reviewUrl,
      reportUrl,
    );
  });

  it('has no report link for reviewers outside the office', () => {
    const { reportUrl: _, ...facts } = aReviewRequest('vi');
    const letter = renderLetter(facts);
    expect(hrefsOf(letter.html)).toEqual([reviewUrl]);
    expectNeither(facts, reportUrl, 'Báo cáo tiến độ');
  });

  it('names the version and what changed when a plan comes again', () => {
    const assignment = anAssignment({
      steps: [
        submitting(),
        returning(),
        submitting({
          at: '2018-03-26T02:00:00.000Z',
          document: { uploadId: 'u-0002' },
          form: { note: 'Đã bổ sung mục 4.\nĐã bổ sung chỉ tiêu.' },
        }),
      ],
    });
    const [review] = openReviews(assignment);
    if (!review) throw new Error('no open review');
    const facts = { ...aReviewRequest('vi'), assignment, plan: latestOf(assignment), review };
    expect(renderLetter(facts).subject).toBe('Trình phê duyệt: UBND phường Dịch Vọng (phiên bản 2)');
    expectBoth(facts, 'Thay đổi so với phiên bản trước', 'Đã bổ sung mục 4.', 'Đã bổ sung chỉ tiêu.');
  });

  it('tells the rule of a stage that has several reviewers', () => {
    const directive = aDirective({
      route: [
        {
          name: 'Thẩm định chuyên môn',
          reviewers: ['truong-phong-noi-vu', 'tu-phap', 'tai-chinh'],
          rule: { kind: 'n_of', n: 2 },
          allowanceWorkingDays: 3,
        },
      ],
    });
    const assignment = anAssignment({ directive, steps: [submitting()] });
    const [review] = openReviews(assignment);
    if (!review) throw new Error('no open review');
    const facts = { ...aReviewRequest('vi'), directive, assignment, plan: latestOf(assignment), review };
    expectBoth(facts, 'ít nhất 2 người cho ý kiến ở bước này phê duyệt');
    expectNeither(aReviewRequest('vi'), 'Điều kiện thông qua');
  });
});

describe('the letters after decisions', () => {
  it('returns a plan with who asks for what, and until when', () => {
    const facts = aReturn('vi');
    expect(renderLetter(facts).subject).toBe('Đề nghị hoàn thiện Kế hoạch số 15/KH-UBND');
    expectBoth(
      facts,
      'nộp lại chậm nhất ngày 28/03/2018',
      'Trần Văn Bình, Trưởng phòng Nội vụ:',
      'Đề nghị xem Kế hoạch số 52/KH-UBND, phần III.',
      unitUrl,
    );
  });

  it('keeps the lines of a comment in both parts', () => {
    const { text, html } = renderLetter(aReturn('vi'));
    const said = comment.split('\n');
    expect(text).toContain('> 2. Nêu chỉ tiêu đo sự hài lòng của người dân, doanh nghiệp.\n>\n> Đề nghị xem');
    expect(html).toContain(said.join('<br>\n'));
  });

  it('says of an approved plan who approved it in which stage, with remarks', () => {
    const facts = anApproval('vi');
    expect(renderLetter(facts).subject).toBe('Đã phê duyệt Kế hoạch số 15/KH-UBND');
    expectBoth(
      facts,
      'đã được phê duyệt lúc 15:40 ngày 22/03/2018 (giờ Việt Nam)',
      'Thẩm định của Phòng Nội vụ: Trần Văn Bình, Trưởng phòng Nội vụ, lúc 10:00 ngày 21/03/2018',
      'Lê Thu Hằng, Phó Chủ tịch UBND quận',
      'Đồng ý. Đề nghị báo cáo kết quả hằng quý.',
    );
  });

  it('leaves the approvals of an earlier version out', () => {
    const early = anAssignment({
      steps: [
        submitting(),
        approving({ remarks: 'ý kiến cho phiên bản đầu' }),
        returning({
          stage: 2,
          by: aPerson({ id: 'pho-chu-tich', name: 'Lê Thu Hằng' }),
          at: '2018-03-22T03:00:00.000Z',
        }),
        submitting({ at: '2018-03-23T02:00:00.000Z', document: { uploadId: 'u-0002' } }),
      ],
    });
    expectNeither({ ...anApproval('vi'), assignment: early, plan: latestOf(early) }, 'ý kiến cho phiên bản đầu');
  });
});

describe('reminders and overdue notices', () => {
  const at = (now: string, facts = aReminder('vi')) => ({ ...facts, now });

  it('say how many working days are left', () => {
    expect(renderLetter(aReminder('vi')).subject).toBe('Nhắc việc: còn 3 ngày làm việc đến hạn');
    expect(renderLetter(at('2018-03-29T01:30:00.000Z', aReminder('en'))).subject).toBe('Reminder: 1 working day left');
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
    expect(by('2018-03-30', '2018-03-30T01:30:00.000Z')).toBe('Nhắc việc: hôm nay là ngày cuối nộp Kế hoạch đúng hạn');
    expect(by('2018-04-01', '2018-03-30T01:30:00.000Z')).toBe('Nhắc việc: nộp Kế hoạch chậm nhất ngày 01/04/2018');
  });

  it('say how many working days are over, counted at the moment of sending', () => {
    expect(renderLetter(anOverdueNotice('vi')).subject).toBe('Quá hạn 2 ngày làm việc');
    expect(renderLetter(at('2018-04-02T01:30:00.000Z', anOverdueNotice('en'))).subject).toBe(
      'Overdue by 1 working day',
    );
    expectBoth(anOverdueNotice('vi'), '08:32 ngày 03/04/2018 (giờ Việt Nam)', 'tính theo lịch là 5 ngày', unitUrl);
  });

  it('tell the truth when they were held up over the deadline', () => {
    expect(renderLetter(at('2018-03-30T01:30:00.000Z')).subject).toBe('Đã quá hạn nộp Kế hoạch');
    expect(renderLetter(at('2018-03-28T01:30:00.000Z', anOverdueNotice('vi'))).subject).toBe(
      'Nhắc việc: còn 2 ngày làm việc đến hạn',
    );
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
