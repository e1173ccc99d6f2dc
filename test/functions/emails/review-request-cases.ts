import type { Locale } from '../../../functions/domain/directive.ts';
import type { Person } from '../../../functions/domain/register.ts';
import { aDirective, aDocument, anAssignment, aReviewer, type Step, submitting } from '../../support/builders.ts';
import { type FactsOf, latestOf, openReviewOf, reportUrl, reviewUrl, toUnit, unitUrl } from './letter-case-parts.ts';

import { aDeputy, aDirectiveWithFields, aSpecialist, at } from './review-letter-cases.ts';

// Cases of reviews by item, in a field, for somebody, and for the second time.

const returnWith = (by: Person, decision: Extract<Step['command'], { type: 'decide' }>['decision']): Step => ({
  at: '2018-03-21T03:00:00.000Z',
  command: { type: 'decide', ...at(by), decision },
});

export const overallComment = 'Kế hoạch bám sát văn bản chỉ đạo; cần hoàn thiện hai nội dung.';
export const inspectionComment = 'Nêu rõ đối tượng, thời gian, người chủ trì kiểm tra đột xuất.';
export const structureComment = 'Bổ sung lộ trình sắp xếp tổ dân phố.';
export const markedUpName = 'Kế hoạch Dịch Vọng (có ghi chú).docx';

/** Returned with an overall comment, comments on two items, and a marked-up copy. */
export const returnedByItem = returnWith(aReviewer(), {
  choice: 'return',
  comment: overallComment,
  itemComments: [
    { itemId: 'kiem-tra', text: inspectionComment },
    { itemId: 'bo-may', text: structureComment },
  ],
  markedUp: aDocument({ uploadId: 'u-0900', objectKey: 'uploads/u-0900', name: markedUpName, size: 51_200 }),
});

export const aReturnByItem = (locale: Locale): FactsOf<'returned'> => {
  const assignment = anAssignment({ steps: [submitting(), returnedByItem] });
  if (assignment.status !== 'returned') throw new Error('not returned');
  const from = 'Trần Văn Bình, Trưởng phòng Nội vụ';
  const titleOf = (id: string): string => aDirective().items.find((item) => item.id === id)?.title ?? id;
  return {
    kind: 'returned',
    ...toUnit(locale),
    assignment,
    plan: latestOf(assignment),
    // not in the order in which the letter shall show them
    comments: [
      { from, text: inspectionComment, itemTitle: titleOf('kiem-tra') },
      { from, text: structureComment, itemTitle: titleOf('bo-may') },
      { from, text: overallComment },
    ],
    reviseBy: assignment.reviseBy,
    url: unitUrl,
    now: '2018-03-21T03:00:05.000Z',
  };
};

/** What the unit answers when it submits again, by the comments of {@link returnedByItem}. */
export const answers = {
  overall: 'Đã hoàn thiện cả hai nội dung.',
  inspection: 'Đã bổ sung tại mục IV.2, trang 5.',
  structure: 'Chưa bổ sung vì chờ hướng dẫn của Thành phố.',
};
const reviewed = '1.truong-phong-noi-vu';

/** The second version, before the head of Home Affairs again, with a code. */
export const aSecondReviewRequest = (locale: Locale): FactsOf<'review_request'> => {
  const assignment = anAssignment({
    steps: [
      submitting(),
      returnedByItem,
      submitting({
        at: '2018-03-26T02:00:00.000Z',
        document: { uploadId: 'u-0002', objectKey: 'uploads/u-0002' },
        form: {
          note: 'Đã bổ sung mục IV.2.\nĐã sửa lỗi chính tả.',
          answers: [
            { commentId: reviewed, text: answers.overall },
            { commentId: `${reviewed}.kiem-tra`, text: answers.inspection },
            { commentId: `${reviewed}.bo-may`, text: answers.structure },
          ],
        },
      }),
    ],
  });
  return {
    kind: 'review_request',
    ...toUnit(locale),
    recipient: aReviewer({ locale }),
    assignment,
    plan: latestOf(assignment),
    review: openReviewOf(assignment),
    url: reviewUrl,
    code: '048215',
    now: '2018-03-26T02:00:04.000Z',
  };
};

/** To the Justice Office, whose field is two items of which the plan answers one. */
export const aFieldReviewRequest = (locale: Locale): FactsOf<'review_request'> => {
  const directive = aDirectiveWithFields();
  const assignment = anAssignment({
    directive,
    steps: [submitting({ form: { itemsAnswered: ['bo-may', 'cai-cach', 'kiem-tra'] } })],
  });
  const review = assignment.reviews.find(({ reviewerId }) => reviewerId === aSpecialist().id);
  if (!review) throw new Error('no review');
  return {
    kind: 'review_request',
    ...toUnit(locale),
    directive,
    recipient: aSpecialist({ locale }),
    assignment,
    plan: latestOf(assignment),
    review,
    url: reviewUrl,
    now: '2018-03-20T02:15:04.000Z',
  };
};

/** To the deputy who stands in for the head of Home Affairs. */
export const aStandInReviewRequest = (locale: Locale): FactsOf<'review_request'> => {
  const assignment = anAssignment({ steps: [submitting()] });
  return {
    kind: 'review_request',
    ...toUnit(locale),
    recipient: aDeputy({ locale }),
    assignment,
    plan: latestOf(assignment),
    review: openReviewOf(assignment),
    onBehalfOf: aReviewer().name,
    url: reviewUrl,
    reportUrl,
    code: '730116',
    now: '2018-03-20T02:15:04.000Z',
  };
};

/** To the head of Home Affairs, who is away and has somebody standing in. */
export const aRequestToWhoIsAway = (locale: Locale): FactsOf<'review_request'> => {
  const { onBehalfOf: _standIn, ...facts } = aStandInReviewRequest(locale);
  const stoodInBy = { name: 'Hoàng Thị Lan (Phó Trưởng phòng Nội vụ)', until: '2018-03-23' };
  return { ...facts, recipient: aReviewer({ locale }), stoodInBy };
};

/** The digits for taking a decision back. */
export const aCodeToWithdraw = (locale: Locale): FactsOf<'review_request'> => {
  const assignment = anAssignment({ steps: [submitting(), returnedByItem] });
  const [review] = assignment.reviews;
  if (!review) throw new Error('no review');
  const { onBehalfOf: _standIn, ...facts } = aStandInReviewRequest(locale);
  return { ...facts, assignment, review, recipient: aReviewer({ locale }), withdraws: true };
};
