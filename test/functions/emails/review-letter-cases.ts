import type { Assignment, Question } from '../../../functions/domain/assignment.ts';
import type { DirectiveContent, Locale } from '../../../functions/domain/directive.ts';
import type { Person } from '../../../functions/domain/register.ts';
import {
  aDirective,
  anApprover,
  anAssignment,
  aPerson,
  approving,
  aReviewer,
  returning,
  type Step,
  submitting,
} from '../../support/builders.ts';
import { type FactsOf, latestOf, openReviewOf, reviewUrl, toUnit } from './letter-case-parts.ts';

// Cases of the letters during a review, from the same story.

/** The head of the Justice Office, whose field is two of the seven items. */
export const aSpecialist = (over: Partial<Person> = {}): Person =>
  aPerson({
    id: 'tu-phap',
    name: 'Phạm Minh Đức',
    title: 'Trưởng phòng Tư pháp',
    address: 'tuphap@example.vn',
    ...over,
  });

/** The deputy of the Home Affairs Office, who stands in for its head. */
export const aDeputy = (over: Partial<Person> = {}): Person =>
  aPerson({
    id: 'pho-phong-noi-vu',
    name: 'Đỗ Thị Mai',
    title: 'Phó Trưởng phòng Nội vụ',
    address: 'noivu.phophong@example.vn',
    ...over,
  });

/** Home Affairs and Justice together, Justice for two items; one of them is enough. */
export const aDirectiveWithFields = (over: Partial<DirectiveContent> = {}): DirectiveContent =>
  aDirective({
    route: [
      {
        name: 'Thẩm định chuyên môn',
        reviewers: ['truong-phong-noi-vu', 'tu-phap'],
        rule: { kind: 'any' },
        allowanceWorkingDays: 3,
        fields: { 'tu-phap': ['kiem-tra', 'co-che'] },
      },
    ],
    ...over,
  });

/** Somebody at the own review of the first version. */
export const at = (person: Person, stage = 1) => ({
  version: 1,
  stage,
  reviewerId: person.id,
  by: { personId: person.id, name: person.name, title: person.title },
});

export const withdrawing = (over: { at?: string; by?: Person; reason?: string } = {}): Step => ({
  at: over.at ?? '2018-03-21T07:30:00.000Z',
  command: {
    type: 'withdraw',
    ...at(over.by ?? aReviewer()),
    reason: over.reason ?? 'Chọn nhầm phiên bản của phường khác.',
  },
});

export const delegatingTo = (delegate: Person | undefined, when = '2018-03-20T08:00:00.000Z'): Step => ({
  at: when,
  command: {
    type: 'delegate',
    ...at(aReviewer()),
    to: delegate && { personId: delegate.id, name: delegate.name },
  },
});

export const questionText = `Mục 4 nêu kiểm tra đột xuất 2 lần trong năm:
- do ai chủ trì?
- kết quả gửi về đâu?`;
export const answerText = 'Do Chủ tịch UBND phường chủ trì; kết quả gửi Phòng Nội vụ trước ngày 15 hằng tháng.';

export const asking: Step = {
  at: '2018-03-20T07:00:00.000Z',
  command: { type: 'ask', ...at(aReviewer()), text: questionText },
};

const questionOf = ({ questions }: Assignment): Question => {
  const [question] = questions;
  if (!question) throw new Error('no question asked');
  return question;
};

const answeringIt = (questionId: number): Step => ({
  at: '2018-03-21T02:40:00.000Z',
  command: {
    type: 'answer',
    questionId,
    text: answerText,
    by: { personId: aPerson().id, name: aPerson().name },
  },
});

export const aQuestion = (locale: Locale): FactsOf<'question' | 'question_answered'> => {
  const assignment = anAssignment({ steps: [submitting(), asking] });
  return {
    kind: 'question',
    ...toUnit(locale),
    assignment,
    plan: latestOf(assignment),
    question: questionOf(assignment),
    now: '2018-03-20T07:00:03.000Z',
  };
};

export const anAnswer = (locale: Locale): FactsOf<'question' | 'question_answered'> => {
  const asked = anAssignment({ steps: [submitting(), asking] });
  const assignment = anAssignment({ steps: [submitting(), asking, answeringIt(questionOf(asked).id)] });
  return {
    kind: 'question_answered',
    ...toUnit(locale),
    recipient: aReviewer({ locale }),
    assignment,
    plan: latestOf(assignment),
    question: questionOf(assignment),
    url: reviewUrl,
    now: '2018-03-21T02:40:02.000Z',
  };
};

/** A review of somebody's of which the letter tells that it is not needed any more. */
export const closedFor = (locale: Locale, who: Person, assignment: Assignment): FactsOf<'review_closed'> => {
  const review = assignment.reviews.find(({ reviewerId }) => reviewerId === who.id);
  if (!review) throw new Error('no review');
  return {
    kind: 'review_closed',
    ...toUnit(locale),
    recipient: { ...who, locale },
    directive: aDirectiveWithFields(),
    assignment,
    plan: latestOf(assignment),
    review,
    url: reviewUrl,
    now: '2018-03-21T03:00:04.000Z',
  };
};

export const aReviewNoLongerNeeded = (locale: Locale): FactsOf<'review_closed'> =>
  closedFor(
    locale,
    aSpecialist(),
    anAssignment({ directive: aDirectiveWithFields(), steps: [submitting(), approving()] }),
  );

/** The Home Affairs Office takes its return back: the unit had been asked to complete the plan. */
export const aWithdrawal = (locale: Locale): FactsOf<'decision_withdrawn'> => {
  const assignment = anAssignment({ steps: [submitting(), returning(), withdrawing()] });
  const { by } = at(aReviewer());
  return {
    kind: 'decision_withdrawn',
    ...toUnit(locale),
    assignment,
    plan: latestOf(assignment),
    by,
    reason: 'Chọn nhầm phiên bản của phường khác.',
    toUnit: true,
    now: '2018-03-21T07:30:03.000Z',
  };
};

/** The Home Affairs Office takes its approval back, before the vice chairman has decided. */
export const aWithdrawalToReviewer = (locale: Locale): FactsOf<'decision_withdrawn'> => {
  const assignment = anAssignment({ steps: [submitting(), approving(), withdrawing()] });
  return {
    ...aWithdrawal(locale),
    recipient: anApprover({ locale }),
    assignment,
    plan: latestOf(assignment),
    toUnit: false,
    url: reviewUrl,
  };
};

/** The head of Home Affairs gives the review to the deputy; the deputy's letter. */
export const aDelegation = (locale: Locale): FactsOf<'delegated'> => {
  const assignment = anAssignment({ steps: [submitting(), delegatingTo(aDeputy())] });
  return {
    kind: 'delegated',
    ...toUnit(locale),
    recipient: aDeputy({ locale }),
    assignment,
    plan: latestOf(assignment),
    review: openReviewOf(assignment),
    reviewer: aReviewer().name,
    delegate: aDeputy().name,
    as: 'delegate',
    url: reviewUrl,
    now: '2018-03-20T08:00:03.000Z',
  };
};

export const aDelegationToReviewer = (locale: Locale): FactsOf<'delegated'> => ({
  ...aDelegation(locale),
  recipient: aReviewer({ locale }),
  as: 'reviewer',
});

/** The head has taken the review back; `as` says whose letter. */
export const aDelegationEnded = (locale: Locale, as: 'reviewer' | 'former'): FactsOf<'delegated'> => {
  const assignment = anAssignment({
    steps: [submitting(), delegatingTo(aDeputy()), delegatingTo(undefined, '2018-03-20T09:00:00.000Z')],
  });
  const { delegate: _gone, ...rest } = aDelegation(locale);
  return {
    ...rest,
    recipient: as === 'former' ? aDeputy({ locale }) : aReviewer({ locale }),
    assignment,
    review: openReviewOf(assignment),
    as,
  };
};
