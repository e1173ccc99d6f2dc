import { describe, expect, it } from 'vitest';
import { openReviews } from '../../../functions/domain/assignment.ts';
import { renderLetter } from '../../../functions/emails/render-letter.ts';
import {
  aDirective,
  anAnnex,
  anAssignment,
  aPerson,
  approving,
  aReviewer,
  returning,
  submitting,
} from '../../support/builders.ts';
import { countOf, hrefsOf } from './html-text.ts';
import {
  anApproval,
  anExcuse,
  aReceipt,
  aRefusedFile,
  aReturn,
  aReviewRequest,
  comment,
  excuseReason,
  latestOf,
  reportUrl,
  reviewUrl,
  unitUrl,
} from './letter-cases.ts';
import { expectBoth, expectNeither } from './saying.ts';

describe('the receipt', () => {
  const hash = latestOf(anAssignment({ steps: [submitting()] })).document.sha256;

  it('states number, issue, version, moment, file, size and SHA-256, and how to check it', () => {
    const facts = aReceipt('vi');
    const letter = renderLetter(facts);
    expect(letter.subject).toBe('UBND phường Dịch Vọng, 15/KH-UBND: Đã tiếp nhận Kế hoạch');
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

  it('lists the annexes with their hashes', () => {
    expectNeither(aReceipt('vi'), 'Phụ lục');
    const annexes = [anAnnex(), anAnnex({ name: 'Phân công.docx', sha256: 'b'.repeat(64) })];
    const assignment = anAssignment({ steps: [submitting({ annexes })] });
    const plan = latestOf(assignment);
    for (const facts of [
      { ...aReceipt('vi'), assignment, plan },
      { ...aReviewRequest('vi'), assignment, plan },
    ]) {
      expectBoth(facts, 'Phụ lục chỉ tiêu.xlsx (20 KB)', 'Phân công.docx', anAnnex().sha256, 'b'.repeat(64));
    }
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
    expect(renderLetter(facts).subject).toBe('UBND phường Dịch Vọng, 15/KH-UBND: Trình phê duyệt');
    expectBoth(
      facts,
      'Kế hoạch số 15/KH-UBND của UBND phường Dịch Vọng',
      'Nội dung chưa nêu (3 trên 7)',
      '(4 trên 7)',
      'Hạn cho ý kiến',
      'chậm nhất ngày 23/03/2018 (đến 24:00 ngày này, giờ Việt Nam)',
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
    expect(renderLetter(facts).subject).toBe('UBND phường Dịch Vọng, 15/KH-UBND: Trình phê duyệt (phiên bản 2)');
    expectBoth(facts, 'Thay đổi so với phiên bản trước', 'Đã bổ sung mục 4.', 'Đã bổ sung chỉ tiêu.');
  });

  it('passes on what the checks remarked', () => {
    const remarks = [
      { code: 'dated_after_deadline' },
      { code: 'notation_used', params: { notation: '15/KH-UBND', directive: 'Kế hoạch <khác>' } },
    ];
    const assignment = anAssignment({ steps: [submitting({ remarks })] });
    const facts = { ...aReviewRequest('vi'), assignment, plan: latestOf(assignment) };
    expectBoth(facts, 'Điểm cần lưu ý khi xem xét', 'Kế hoạch <khác>');
    expectNeither(aReviewRequest('vi'), 'Điểm cần lưu ý');
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

describe('the letter about a file that is not taken', () => {
  it('tells the unit which file, why, and what to do', () => {
    const facts = aRefusedFile('vi');
    expect(renderLetter(facts).subject).toBe('UBND phường Dịch Vọng: Tệp không được tiếp nhận');
    expectBoth(facts, 'Kính gửi: UBND phường Dịch Vọng', 'Kế hoạch Dịch Vọng 2018.pdf', 'mã độc', 'tải tệp khác lên');
  });

  it('tells the office so that it knows, in its own name', () => {
    const facts = { ...aRefusedFile('vi'), recipient: aReviewer(), toUnit: false, url: reportUrl };
    expectBoth(facts, 'Kính gửi: Ông/Bà Trần Văn Bình', 'thuộc Phòng Nội vụ là cơ quan tổng hợp', reportUrl);
    expectNeither(facts, 'Đề nghị đơn vị tải', 'đầu mối nhận thư');
  });

  it('names the day for completion where the plan had been returned', () => {
    const assignment = anAssignment({ steps: [submitting(), returning()] });
    expectBoth({ ...aRefusedFile('vi'), assignment }, 'Hạn hoàn thiện', '28/03/2018');
    expectNeither({ ...aRefusedFile('vi'), assignment }, 'Hạn nộp');
  });
});

describe('the letters after decisions', () => {
  it('returns a plan with who asks for what, and until when', () => {
    const facts = aReturn('vi');
    expect(renderLetter(facts).subject).toBe('UBND phường Dịch Vọng, 15/KH-UBND: Đề nghị hoàn thiện Kế hoạch');
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
    expect(renderLetter(facts).subject).toBe('UBND phường Dịch Vọng, 15/KH-UBND: Đã phê duyệt Kế hoạch');
    expectBoth(
      facts,
      'đã được phê duyệt lúc 15:40 ngày 22/03/2018 (giờ Việt Nam)',
      'Thẩm định của Phòng Nội vụ: Trần Văn Bình, Trưởng phòng Nội vụ, lúc 10:00 ngày 21/03/2018',
      'Lê Thu Hằng, Phó Chủ tịch UBND quận',
      'Đồng ý. Đề nghị báo cáo kết quả hằng quý.',
    );
  });

  it('says to an excused unit that it owes nothing, and why, and takes the deadline out of its calendar', () => {
    const facts = anExcuse('vi');
    const letter = renderLetter(facts);
    expect(letter.subject).toBe('UBND phường Dịch Vọng: Được miễn nộp Kế hoạch');
    expectBoth(facts, 'không còn phải nộp Kế hoạch', excuseReason, unitUrl);
    const [file] = letter.attachments ?? [];
    expect(String(file?.content)).toContain('METHOD:CANCEL');
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
