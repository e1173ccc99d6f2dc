import type { Locale } from '../../../functions/domain/directive.ts';
import type { LetterFacts } from '../../../functions/emails/letter-facts.ts';
import {
  aCalendar2018,
  aDirective,
  anApprover,
  anAssignment,
  approving,
  aReviewer,
  returning,
  submitting,
} from '../../support/builders.ts';
import { type FactsOf, latestOf, openReviewOf, reportUrl, reviewUrl, toUnit } from './letter-case-parts.ts';
import { reminderLetterCases } from './reminder-letter-cases.ts';
import { aDelegation, anAnswer, aQuestion, aReviewNoLongerNeeded, aWithdrawal } from './review-letter-cases.ts';

// One realistic case of each letter, from the story of Dịch Vọng ward in March 2018.

export { type FactsOf, latestOf, reportUrl, reviewUrl, unitUrl } from './letter-case-parts.ts';

export const anInvitation = (locale: Locale): FactsOf<'invitation'> => ({
  kind: 'invitation',
  ...toUnit(locale),
  assignment: anAssignment(),
  now: '2018-03-09T10:55:00.000Z',
});

export const anOpening = (locale: Locale): FactsOf<'directive_opened'> => ({
  kind: 'directive_opened',
  recipient: aReviewer({ locale }),
  directive: aDirective(),
  calendar: aCalendar2018(),
  unitCount: 8,
  url: reportUrl,
  now: '2018-03-09T10:55:00.000Z',
});

export const aReceipt = (locale: Locale): FactsOf<'receipt'> => {
  const assignment = anAssignment({ steps: [submitting()] });
  return {
    kind: 'receipt',
    ...toUnit(locale),
    assignment,
    plan: latestOf(assignment),
    now: '2018-03-20T02:15:04.000Z',
  };
};

export const aReviewRequest = (locale: Locale): FactsOf<'review_request'> => {
  const assignment = anAssignment({
    steps: [submitting({ form: { itemsAnswered: ['bo-may', 'cai-cach', 'nguoi-dung-dau', 'phoi-hop'] } })],
  });
  return {
    kind: 'review_request',
    ...toUnit(locale),
    recipient: aReviewer({ locale }),
    assignment,
    plan: latestOf(assignment),
    review: openReviewOf(assignment),
    url: reviewUrl,
    reportUrl,
    now: '2018-03-20T02:15:04.000Z',
  };
};

export const comment = `Kế hoạch đã bám sát văn bản chỉ đạo, tuy nhiên cần hoàn thiện:
1. Bổ sung nội dung kiểm tra công vụ đột xuất (mục 4): nêu rõ đối tượng, thời gian, người chủ trì.
2. Nêu chỉ tiêu đo sự hài lòng của người dân, doanh nghiệp.

Đề nghị xem Kế hoạch số 52/KH-UBND, phần III.`;

export const aReturn = (locale: Locale): FactsOf<'returned'> => {
  const assignment = anAssignment({ steps: [submitting(), returning({ comment })] });
  if (assignment.status !== 'returned') throw new Error('not returned');
  return {
    kind: 'returned',
    ...toUnit(locale),
    assignment,
    plan: latestOf(assignment),
    comments: [{ from: 'Trần Văn Bình, Trưởng phòng Nội vụ', text: comment }],
    reviseBy: assignment.reviseBy,
    now: '2018-03-21T03:00:05.000Z',
  };
};

export const anApproval = (locale: Locale): FactsOf<'approved'> => {
  const assignment = anAssignment({
    steps: [
      submitting(),
      approving(),
      approving({
        by: anApprover(),
        stage: 2,
        at: '2018-03-22T08:40:00.000Z',
        remarks: 'Đồng ý. Đề nghị báo cáo kết quả hằng quý.',
      }),
    ],
  });
  if (assignment.status !== 'approved') throw new Error('not approved');
  return {
    kind: 'approved',
    ...toUnit(locale),
    assignment,
    plan: latestOf(assignment),
    approvedAt: assignment.approvedAt,
    now: '2018-03-22T08:40:03.000Z',
  };
};

export const excuseReason = 'Phường được sáp nhập vào phường Mai Dịch từ ngày 01/04/2018.';

export const anExcuse = (locale: Locale): FactsOf<'excused'> => ({
  kind: 'excused',
  ...toUnit(locale),
  assignment: anAssignment({
    steps: [{ at: '2018-03-28T02:00:00.000Z', command: { type: 'excuse', reason: excuseReason } }],
  }),
  reason: excuseReason,
  now: '2018-03-28T02:00:05.000Z',
});

export const aReminder = (locale: Locale): FactsOf<'reminder' | 'overdue'> => ({
  kind: 'reminder',
  ...toUnit(locale),
  assignment: anAssignment(),
  rung: { id: 'before-3@2018-03-30', kind: 'reminder', workingDays: 3, dueAt: '2018-03-27T01:30:00.000Z' },
  now: '2018-03-27T01:32:00.000Z',
});

export const anOverdueNotice = (locale: Locale): FactsOf<'reminder' | 'overdue'> => ({
  kind: 'overdue',
  ...toUnit(locale),
  assignment: anAssignment(),
  rung: { id: 'after-2@2018-03-30', kind: 'overdue', workingDays: 2, dueAt: '2018-04-03T01:30:00.000Z' },
  now: '2018-04-03T01:32:00.000Z',
});

export const aRefusedFile = (locale: Locale): FactsOf<'file_refused'> => ({
  kind: 'file_refused',
  ...toUnit(locale),
  assignment: anAssignment(),
  fileName: 'Kế hoạch Dịch Vọng 2018.pdf',
  reasons: [{ code: 'scan_threat' }],
  toUnit: true,
  now: '2018-03-20T02:16:00.000Z',
});

export const aHarmfulFile = (locale: Locale): FactsOf<'file_harmful'> => {
  const assignment = anAssignment({ steps: [submitting()] });
  return {
    kind: 'file_harmful',
    ...toUnit(locale),
    assignment,
    plan: latestOf(assignment),
    fileName: 'Kế hoạch Dịch Vọng 2018.pdf',
    reader: 'unit',
    now: '2018-03-22T02:16:00.000Z',
  };
};

export const someNewLinks = (locale: Locale): FactsOf<'new_links'> => ({
  kind: 'new_links',
  recipient: aReviewer({ locale }),
  authorityName: 'UBND quận Cầu Giấy',
  links: [
    { purpose: 'report', directiveTitle: aDirective().title, url: reportUrl },
    { purpose: 'review', directiveTitle: aDirective().title, unitName: 'UBND phường Dịch Vọng', url: reviewUrl },
  ],
  now: '2018-03-21T07:00:00.000Z',
});

export const letterCases: Readonly<Record<LetterFacts['kind'], (locale: Locale) => LetterFacts>> = {
  invitation: anInvitation,
  directive_opened: anOpening,
  receipt: aReceipt,
  review_request: aReviewRequest,
  review_closed: aReviewNoLongerNeeded,
  decision_withdrawn: aWithdrawal,
  question: aQuestion,
  question_answered: anAnswer,
  delegated: aDelegation,
  returned: aReturn,
  approved: anApproval,
  excused: anExcuse,
  file_refused: aRefusedFile,
  file_harmful: aHarmfulFile,
  reminder: aReminder,
  overdue: anOverdueNotice,
  ...reminderLetterCases,
  new_links: someNewLinks,
};
