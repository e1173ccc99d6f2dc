import { describe, expect, it } from 'vitest';
import { renderLetter } from '../../../functions/emails/render-letter.ts';
import { aDirective, anAssignment, approving, submitting } from '../../support/builders.ts';
import { countOf, hrefsOf, readableText } from './html-text.ts';
import { anApproval, aReturn, aReviewRequest, latestOf, reviewUrl, unitUrl } from './letter-cases.ts';
import { aDelegation, aDelegationToReviewer, aDirectiveWithFields, anAnswer } from './review-letter-cases.ts';
import {
  aFieldReviewRequest,
  answers,
  aReturnByItem,
  aSecondReviewRequest,
  aStandInReviewRequest,
  inspectionComment,
  markedUpName,
  overallComment,
  structureComment,
} from './review-request-cases.ts';
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

  it('shows why the office reopened an approved plan, and what the unit answers', () => {
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
    const reopenReason = 'Chỉ tiêu của Thành phố thay đổi.';
    const plan = latestOf(assignment);
    expectBoth(
      { ...aReviewRequest('vi'), directive: aDirectiveWithFields(), assignment, plan, review, reopenReason },
      'Phòng Nội vụ mở lại Kế hoạch đã phê duyệt:',
      reopenReason,
      'UBND phường Dịch Vọng trả lời:',
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
    expectBoth(aReturnByItem('vi'), 'trả lời từng ý kiến trên trang (có 3 ý kiến)');
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
