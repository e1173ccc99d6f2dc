import { describe, expect, it } from 'vitest';
import { renderLetter } from '../../../functions/emails/render-letter.ts';
import { aDirective, anAssignment, approving, aReviewer, returning, submitting } from '../../support/builders.ts';
import { countOf, hrefsOf, readableText } from './html-text.ts';
import { anApproval, aReturn, aReviewRequest, latestOf, reviewUrl, unitUrl } from './letter-cases.ts';
import {
  aDelegation,
  aDelegationEnded,
  aDelegationToReviewer,
  aDeputy,
  aDirectiveWithFields,
  aFieldReviewRequest,
  anAnswer,
  answers,
  answerText,
  aQuestion,
  aReturnByItem,
  aReviewNoLongerNeeded,
  aSecondReviewRequest,
  aSpecialist,
  aStandInReviewRequest,
  aWithdrawal,
  aWithdrawalToReviewer,
  closedFor,
  inspectionComment,
  markedUpName,
  overallComment,
  structureComment,
  withdrawing,
} from './review-letter-cases.ts';
import { expectBoth, expectNeither } from './saying.ts';

const titleOf = (id: string): string => aDirective().items.find((item) => item.id === id)?.title ?? id;

describe('the six digits of a decision', () => {
  it('stand in two groups in both parts, with where they are asked for, and nowhere else', () => {
    for (const locale of ['vi', 'en'] as const) {
      const facts = aSecondReviewRequest(locale);
      const { subject, text, html } = renderLetter(facts);
      expectBoth(facts, '048 215', locale === 'vi' ? 'qua điện thoại' : 'by phone');
      expect(text.split('\n')).toContain('    048 215');
      expect(countOf(text, '048 215')).toBe(1);
      expect(countOf(html, '048 215')).toBe(1);
      expect(subject).not.toMatch(/048|215/);
    }
  });

  it('are big in the HTML part and stay out of what the mailbox shows before the letter is opened', () => {
    const { html } = renderLetter(aSecondReviewRequest('vi'));
    expect(html).toMatch(/font-size:34px[^>]*>048 215</);
    expect(html.slice(0, html.indexOf('role="main"'))).not.toContain('048');
  });

  it('stand before the button, so that they are seen on the way to the page', () => {
    const { text, html } = renderLetter(aSecondReviewRequest('vi'));
    expect(text.indexOf('048 215')).toBeLessThan(text.indexOf(reviewUrl));
    expect(html.indexOf('048 215')).toBeLessThan(html.indexOf('bgcolor='));
  });

  it('are not spoken of where the directive asks for none', () => {
    expectNeither(aReviewRequest('vi'), 'Mã xác nhận');
  });

  it('come with every letter whose link leads to a decision', () => {
    for (const make of [aDelegation, aDelegationToReviewer, anAnswer]) {
      expectBoth({ ...make('vi'), code: '000317' }, 'Mã xác nhận', '000 317');
    }
  });
});

describe('the review request in special cases', () => {
  it('says to a stand-in in whose place the decision is asked for', () => {
    const facts = aStandInReviewRequest('vi');
    expectBoth(
      facts,
      'Kính gửi: Ông/Bà Đỗ Thị Mai',
      'cho ý kiến thay Trần Văn Bình về Kế hoạch số 15/KH-UBND',
      'được ghi là thay Trần Văn Bình',
      'người cho ý kiến thay Trần Văn Bình ở bước “Thẩm định của Phòng Nội vụ”',
    );
    expectBoth(aStandInReviewRequest('en'), 'in place of Trần Văn Bình');
    expectNeither(aReviewRequest('vi'), 'thay Trần Văn Bình');
  });

  it('asks a specialist only about the items of the field, with what the unit says of each', () => {
    const facts = aFieldReviewRequest('vi');
    expectBoth(
      facts,
      'Đề nghị cho ý kiến về 2 trên 7 nội dung',
      `${titleOf('kiem-tra')} (đã nêu)`,
      `${titleOf('co-che')} (chưa nêu)`,
    );
    expectNeither(facts, titleOf('bo-may'), titleOf('tuyen-truyen'), 'Nội dung chưa nêu (');
  });

  it('shows on a version that comes again what changed, and each comment beside its answer', () => {
    const facts = aSecondReviewRequest('vi');
    expectBoth(
      facts,
      'Thay đổi so với phiên bản trước',
      'Đã sửa lỗi chính tả.',
      'Đơn vị trả lời 3 ý kiến về phiên bản trước',
      `Trần Văn Bình, Trưởng phòng Nội vụ, về nội dung “${titleOf('kiem-tra')}”`,
      'UBND phường Dịch Vọng trả lời',
    );
    const { text, html } = renderLetter(facts);
    for (const part of [text.replace(/\n>? ?/g, ' '), readableText(html)]) {
      const places = [
        overallComment,
        answers.overall,
        inspectionComment,
        answers.inspection,
        structureComment,
        answers.structure,
      ].map((said) => part.indexOf(said));
      expect(places).not.toContain(-1);
      expect(places).toEqual(places.toSorted((a, b) => a - b));
    }
  });

  it('shows a specialist the answers to comments on the whole and on the own field, and no others', () => {
    const facts = aSecondReviewRequest('vi');
    const limited = { ...facts, review: { ...facts.review, items: ['kiem-tra'] } };
    expectBoth(limited, answers.overall, answers.inspection, 'trả lời 2 ý kiến');
    expectNeither(limited, answers.structure, structureComment);
  });

  it('shows the answer to the office where an approved plan had been reopened', () => {
    const assignment = anAssignment({
      directive: aDirectiveWithFields(),
      steps: [
        submitting(),
        approving(),
        { at: '2018-03-22T02:00:00.000Z', command: { type: 'reopen', reason: 'Chỉ tiêu của Thành phố thay đổi.' } },
        submitting({
          at: '2018-03-26T02:00:00.000Z',
          document: { uploadId: 'u-0002' },
          form: { note: 'Sửa mục 2.', answers: [{ commentId: 'reopened', text: 'Đã cập nhật chỉ tiêu mới.' }] },
        }),
      ],
    });
    const review = assignment.reviews.find(({ version }) => version === 2);
    if (!review) throw new Error('no review');
    expectBoth(
      { ...aReviewRequest('vi'), directive: aDirectiveWithFields(), assignment, plan: latestOf(assignment), review },
      'UBND phường Dịch Vọng trả lời Phòng Nội vụ:',
      'Đã cập nhật chỉ tiêu mới.',
    );
  });
});

describe('the return with comments on items', () => {
  it('has the comments on the whole first, then those on items in the directive’s order', () => {
    const facts = aReturnByItem('vi');
    expectBoth(facts, 'Ý kiến chung', `Về nội dung “${titleOf('kiem-tra')}”`, `Về nội dung “${titleOf('bo-may')}”`);
    const { text, html } = renderLetter(facts);
    for (const part of [text, html]) {
      const places = [overallComment, structureComment, inspectionComment].map((said) => part.indexOf(said));
      expect(places).not.toContain(-1);
      expect(places).toEqual(places.toSorted((a, b) => a - b));
    }
  });

  it('says that each comment wants an answer', () => {
    expectBoth(aReturnByItem('vi'), 'trả lời từng ý kiến (3 ý kiến)');
    expectBoth(aReturn('en'), 'an answer to this comment');
    expectBoth(aReturnByItem('en'), 'an answer to each of the 3 comments');
  });

  it('names the marked-up copy and whose marks they are, without a link to the file itself', () => {
    const facts = aReturnByItem('vi');
    expectBoth(facts, markedUpName, '(50 KB), ghi chú của Trần Văn Bình, Trưởng phòng Nội vụ');
    expect(hrefsOf(renderLetter(facts).html)).toEqual([unitUrl]);
    expectNeither(aReturn('vi'), 'có ghi chú');
  });

  it('needs no heading of its own for comments on the whole where there are no others', () => {
    expectNeither(aReturn('vi'), 'Ý kiến chung');
  });
});

describe('the approval', () => {
  it('says that the approval sheet can be opened on the unit’s page', () => {
    expectBoth(anApproval('vi'), 'phiếu phê duyệt');
    expectBoth(anApproval('en'), 'approval sheet');
  });

  it('says who decided in whose place, and what was remarked on an item', () => {
    const facts = anApproval('vi');
    const reviews = facts.assignment.reviews.map((review) =>
      review.state.kind === 'decided' && review.stage === 2
        ? {
            ...review,
            state: {
              ...review.state,
              decidedBy: {
                ...review.state.decidedBy,
                onBehalfOf: { personId: 'chu-tich', name: 'Ngô Quang Huy' },
              },
              decision: {
                choice: 'approve' as const,
                itemComments: [{ itemId: 'kiem-tra', text: 'Gửi lịch kiểm tra trước ngày 15/4.' }],
              },
            },
          }
        : review,
    );
    expectBoth(
      { ...facts, assignment: { ...facts.assignment, reviews } },
      'Lê Thu Hằng, Phó Chủ tịch UBND quận (thay Ngô Quang Huy)',
      `về nội dung “${titleOf('kiem-tra')}”`,
      'Gửi lịch kiểm tra trước ngày 15/4.',
    );
  });
});

describe('the letter on a review that is no longer needed', () => {
  it('says so, why, and what the others of the stage decided', () => {
    const facts = aReviewNoLongerNeeded('vi');
    expect(renderLetter(facts).subject).toBe('Không cần cho ý kiến nữa: UBND phường Dịch Vọng');
    expectBoth(
      facts,
      'Kính gửi: Ông/Bà Phạm Minh Đức, Trưởng phòng Tư pháp',
      'không còn cần ý kiến của Ông/Bà ở bước “Thẩm định chuyên môn”',
      'Bước này đã đủ ý kiến.',
      'Trần Văn Bình, Trưởng phòng Nội vụ: phê duyệt, lúc 10:00 ngày 21/03/2018',
      reviewUrl,
    );
    expectNeither(facts, 'chậm nhất');
  });

  it('names the return that ended the stage', () => {
    const directive = aDirectiveWithFields();
    const route = directive.route.map((stage) => ({ ...stage, rule: { kind: 'all' as const }, returnAtFirst: true }));
    const assignment = anAssignment({ directive: { ...directive, route }, steps: [submitting(), returning()] });
    expectBoth(closedFor('en', aSpecialist(), assignment), 'returned for completion, at 10:00 on 21/03/2018');
  });

  it('gives the office’s reason where the unit was excused', () => {
    const assignment = anAssignment({
      steps: [
        submitting(),
        { at: '2018-03-21T02:00:00.000Z', command: { type: 'excuse', reason: 'Phường được sáp nhập.' } },
      ],
    });
    expectBoth(closedFor('vi', aReviewer(), assignment), 'không còn phải nộp Kế hoạch', 'Phường được sáp nhập.');
  });

  it('says that somebody else has the task', () => {
    const assignment = anAssignment({
      steps: [
        submitting(),
        {
          at: '2018-03-21T02:00:00.000Z',
          command: {
            type: 'change_reviewers',
            stage: 1,
            closes: ['truong-phong-noi-vu'],
            opens: ['pho-phong-noi-vu'],
            reason: 'Đi công tác.',
          },
        },
      ],
    });
    expectBoth(closedFor('vi', aReviewer(), assignment), 'Phòng Nội vụ đã giao việc này cho người khác.');
  });
});

describe('the letter on a withdrawn decision', () => {
  it('tells the unit who withdrew, why, that the letter before is void, and what comes next', () => {
    const facts = aWithdrawal('vi');
    expect(renderLetter(facts).subject).toBe('Ý kiến được rút lại: Kế hoạch số 15/KH-UBND');
    expectBoth(
      facts,
      'Kính gửi: UBND phường Dịch Vọng',
      'Trần Văn Bình, Trưởng phòng Nội vụ đã rút lại ý kiến',
      'không còn hiệu lực',
      'Chọn nhầm phiên bản của phường khác.',
      'Bước tiếp theo: Thẩm định của Phòng Nội vụ, chậm nhất ngày 23/03/2018',
      unitUrl,
    );
  });

  it('promises the unit nothing when the plan has moved on meanwhile', () => {
    const assignment = anAssignment({
      steps: [submitting(), returning(), withdrawing(), returning({ at: '2018-03-21T08:00:00.000Z' })],
    });
    const facts = { ...aWithdrawal('vi'), assignment, plan: latestOf(assignment) };
    expectNeither(facts, 'Bước tiếp theo');
    expectBoth(facts, 'Tình trạng xử lý hiện nay xem tại trang hồ sơ.');
  });

  it('tells a later reviewer that no decision is needed for now', () => {
    const facts = aWithdrawalToReviewer('vi');
    expect(renderLetter(facts).subject).toBe('Chưa cần cho ý kiến: UBND phường Dịch Vọng');
    expectBoth(facts, 'Kính gửi: Ông/Bà Lê Thu Hằng', 'hiện chưa cần ý kiến của Ông/Bà', 'sẽ có thư mới');
    expectNeither(facts, 'không còn hiệu lực', 'đầu mối nhận thư');
  });

  it('does not say so to a reviewer whose stage has been reached again', () => {
    const assignment = anAssignment({
      steps: [submitting(), approving(), withdrawing(), approving({ at: '2018-03-21T08:00:00.000Z' })],
    });
    expectNeither({ ...aWithdrawalToReviewer('vi'), assignment }, 'chưa cần ý kiến');
  });
});

describe('the letters about a question', () => {
  it('ask the unit, with its lines, who asks, and that nothing has to be submitted again', () => {
    const facts = aQuestion('vi');
    const { subject, text } = renderLetter(facts);
    expect(subject).toBe('Đề nghị trả lời câu hỏi: Kế hoạch số 15/KH-UBND');
    expectBoth(
      facts,
      'Trần Văn Bình, Trưởng phòng Nội vụ hỏi đơn vị',
      'không phải nộp lại Kế hoạch',
      '14:00 ngày 20/03/2018',
      'cần cho ý kiến chậm nhất ngày 23/03/2018',
      'do ai chủ trì?',
      unitUrl,
    );
    expect(text).toContain('> Mục 4 nêu kiểm tra đột xuất 2 lần trong năm:\n> - do ai chủ trì?\n');
  });

  it('give the reviewer the answer beside the question, and ask for the decision', () => {
    const facts = anAnswer('vi');
    expect(renderLetter(facts).subject).toBe('Đã trả lời câu hỏi: UBND phường Dịch Vọng');
    expectBoth(
      facts,
      'đã trả lời câu hỏi của Ông/Bà',
      'do ai chủ trì?',
      'Nguyễn Thị Hoa, UBND phường Dịch Vọng trả lời',
      'cho ý kiến chậm nhất ngày 23/03/2018',
      'Mở liên kết chưa phải là cho ý kiến.',
      reviewUrl,
    );
    // in the text the answer is wrapped as a quote
    expect(renderLetter(facts).text.replaceAll('\n> ', ' ')).toContain(answerText);
    expect(readableText(renderLetter(facts).html)).toContain(answerText);
  });

  it('say whose question it was to a colleague who did not ask', () => {
    expectBoth(
      { ...anAnswer('vi'), recipient: aDeputy() },
      'đã trả lời câu hỏi của Trần Văn Bình, Trưởng phòng Nội vụ về',
    );
  });

  it('ask for no decision where none is open any more', () => {
    const facts = anAnswer('vi');
    const reviews = facts.assignment.reviews.map((review) => ({
      ...review,
      state: { kind: 'closed' as const, closedAt: facts.now, because: 'settled' as const },
    }));
    const closed = { ...facts, assignment: { ...facts.assignment, reviews }, code: '111222' };
    expectNeither(closed, 'Kính đề nghị Ông/Bà cho ý kiến', '111 222', 'Hạn cho ý kiến');
  });
});

describe('the letters on a delegation', () => {
  it('tell the delegate all that a reviewer is told, and in whose place', () => {
    const facts = aDelegation('vi');
    expect(renderLetter(facts).subject).toBe('Được ủy quyền cho ý kiến: UBND phường Dịch Vọng');
    expectBoth(
      facts,
      'Trần Văn Bình ủy quyền cho Ông/Bà cho ý kiến về Kế hoạch số 15/KH-UBND',
      'chậm nhất ngày 23/03/2018',
      latestOf(facts.assignment).document.sha256,
      titleOf('kiem-tra'),
      'Mở liên kết chưa phải là cho ý kiến.',
      reviewUrl,
    );
  });

  it('confirm to the reviewer who decides now, and what to do if it was somebody else’s doing', () => {
    const facts = aDelegationToReviewer('vi');
    expect(renderLetter(facts).subject).toBe('Đã ủy quyền cho ý kiến: UBND phường Dịch Vọng');
    expectBoth(facts, 'đã ủy quyền cho Đỗ Thị Mai', 'vẫn có thể tự cho ý kiến', 'báo ngay Phòng Nội vụ');
  });

  it('confirm to the reviewer that the review is the reviewer’s own again', () => {
    const facts = aDelegationEnded('vi', 'reviewer');
    expect(renderLetter(facts).subject).toBe('Đã thôi ủy quyền cho ý kiến: UBND phường Dịch Vọng');
    expectBoth(facts, 'đã thôi ủy quyền', 'Kính đề nghị Ông/Bà cho ý kiến chậm nhất ngày 23/03/2018');
    expectNeither(facts, 'Đỗ Thị Mai', 'Người được ủy quyền');
  });

  it('tell the former delegate that there is nothing to do, and open nothing', () => {
    const facts = aDelegationEnded('vi', 'former');
    const { text, html } = renderLetter(facts);
    expectBoth(facts, 'Việc Trần Văn Bình ủy quyền cho Ông/Bà', 'đã kết thúc', 'không phải làm gì thêm');
    expectNeither(facts, 'chậm nhất', 'dành riêng cho người nhận');
    expect(hrefsOf(html)).toEqual([]);
    expect(text).not.toContain('https://');
  });

  it('ask nothing of a delegate who may not decide any more when the letter goes out', () => {
    const late = aDelegationEnded('vi', 'former');
    const facts = { ...aDelegation('vi'), assignment: late.assignment, review: late.review, code: '111222' };
    expectBoth(facts, 'hiện không còn cần nữa');
    expectNeither(facts, 'chậm nhất', '111 222', 'Xem và cho ý kiến');
  });
});
