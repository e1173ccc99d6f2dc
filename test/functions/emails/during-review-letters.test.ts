import { describe, expect, it } from 'vitest';
import { renderLetter } from '../../../functions/emails/render-letter.ts';
import { aDirective, anAssignment, approving, aReviewer, returning, submitting } from '../../support/builders.ts';
import { hrefsOf, readableText } from './html-text.ts';
import { latestOf, reviewUrl, unitUrl } from './letter-cases.ts';
import {
  aDelegation,
  aDelegationEnded,
  aDelegationToReviewer,
  aDeputy,
  aDirectiveWithFields,
  anAnswer,
  answerText,
  aQuestion,
  aReviewNoLongerNeeded,
  aSpecialist,
  aWithdrawal,
  aWithdrawalToReviewer,
  closedFor,
  withdrawing,
} from './review-letter-cases.ts';
import { expectBoth, expectNeither } from './saying.ts';

const titleOf = (id: string): string => aDirective().items.find((item) => item.id === id)?.title ?? id;

describe('the letter on a review that is no longer needed', () => {
  it('says so, why, and what the others of the stage decided', () => {
    const facts = aReviewNoLongerNeeded('vi');
    expect(renderLetter(facts).subject).toBe('UBND phường Dịch Vọng, 15/KH-UBND: Không cần cho ý kiến nữa');
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
    expect(renderLetter(facts).subject).toBe('UBND phường Dịch Vọng, 15/KH-UBND: Ý kiến được rút lại');
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
    expect(renderLetter(facts).subject).toBe('UBND phường Dịch Vọng, 15/KH-UBND: Chưa cần cho ý kiến');
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
    expect(subject).toBe('UBND phường Dịch Vọng, 15/KH-UBND: Đề nghị trả lời câu hỏi');
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
    expect(renderLetter(facts).subject).toBe('UBND phường Dịch Vọng, 15/KH-UBND: Đã trả lời câu hỏi');
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
    expect(renderLetter(facts).subject).toBe('UBND phường Dịch Vọng, 15/KH-UBND: Được ủy quyền cho ý kiến');
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
    expect(renderLetter(facts).subject).toBe('UBND phường Dịch Vọng, 15/KH-UBND: Đã ủy quyền cho ý kiến');
    expectBoth(facts, 'đã ủy quyền cho Đỗ Thị Mai', 'vẫn có thể tự cho ý kiến', 'báo ngay Phòng Nội vụ');
  });

  it('confirm to the reviewer that the review is the reviewer’s own again', () => {
    const facts = aDelegationEnded('vi', 'reviewer');
    expect(renderLetter(facts).subject).toBe('UBND phường Dịch Vọng, 15/KH-UBND: Đã chấm dứt ủy quyền cho ý kiến');
    expectBoth(facts, 'đã chấm dứt việc ủy quyền', 'Kính đề nghị Ông/Bà cho ý kiến chậm nhất ngày 23/03/2018');
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
