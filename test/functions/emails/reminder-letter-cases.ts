import type { Locale } from '../../../functions/domain/directive.ts';
import type { LocalDate } from '../../../functions/domain/time.ts';
import {
  aCalendar2018,
  aDirective,
  anApprover,
  anAssignment,
  aPerson,
  aReviewer,
  aUnit,
} from '../../support/builders.ts';
import { type FactsOf, reportUrl, reviewUrl, toUnit, unitUrl } from './letter-case-parts.ts';

// Letters of the days on which people are told what waits, and of a later day asked for.

/** What every letter to the head of the Home Affairs Office knows. */
const toOffice = (locale: Locale) => ({
  recipient: aReviewer({ locale }),
  directive: aDirective(),
  calendar: aCalendar2018(),
  url: reportUrl,
});

const waiting = {
  unitName: 'Mai Dịch',
  stageName: 'Thẩm định của Phòng Nội vụ',
  notation: '08/KH-UBND',
  dueOn: '2018-03-28',
  url: reviewUrl,
};

export const anEscalation = (locale: Locale): FactsOf<'escalation'> => ({
  kind: 'escalation',
  ...toOffice(locale),
  recipient: anApprover({ locale }),
  units: [
    { name: 'Nghĩa Tân', deadline: aDirective().deadline, daysOverdue: 11, notDelivered: false },
    { name: 'Quan Hoa', deadline: aDirective().deadline, daysOverdue: 11, notDelivered: true },
  ],
  more: 1,
  now: '2018-04-09T01:30:00.000Z',
});

export const aReviewReminder = (locale: Locale): FactsOf<'review_reminder'> => ({
  kind: 'review_reminder',
  recipient: aReviewer({ locale }),
  directive: aDirective(),
  calendar: aCalendar2018(),
  reviews: [waiting],
  more: 0,
  now: '2018-03-28T01:30:00.000Z',
});

export const someLateReviews = (locale: Locale): FactsOf<'late_reviews'> => {
  const { url: _url, ...review } = waiting;
  return {
    kind: 'late_reviews',
    ...toOffice(locale),
    reviews: [{ ...review, reviewer: 'Lê Thu Hằng' }],
    more: 0,
    now: '2018-04-03T01:30:00.000Z',
  };
};

export const aWeeklySummary = (locale: Locale): FactsOf<'weekly_summary'> => ({
  kind: 'weekly_summary',
  ...toOffice(locale),
  sums: {
    expected: 8,
    submitted: 5,
    onTime: 5,
    late: 0,
    missing: 3,
    notYetDue: 3,
    overdue: 0,
    inReview: 2,
    returned: 1,
    approved: 2,
    excused: 0,
  },
  now: '2018-03-26T01:30:00.000Z',
});

export const aWishForMoreTime = (locale: Locale): FactsOf<'extension_asked'> => ({
  kind: 'extension_asked',
  ...toOffice(locale),
  unit: aUnit(),
  assignment: anAssignment(),
  request: {
    wanted: '2018-04-06',
    reason: 'Phường đang kiện toàn tổ chức.',
    at: '2018-03-27T02:00:00.000Z',
    by: { personId: aPerson().id, name: aPerson().name },
  },
  now: '2018-03-27T02:00:05.000Z',
});

const wanted = '2018-04-06';

/** The office's answer to the unit's wish, and the assignment after it. */
const anAnswerToTheWish =
  (answer: 'grant' | 'change' | 'refuse', date: LocalDate, reason: string) =>
  (locale: Locale): FactsOf<'extension_granted' | 'extension_refused'> => ({
    kind: answer === 'refuse' ? 'extension_refused' : 'extension_granted',
    ...toUnit(locale),
    assignment: anAssignment({
      steps: [
        {
          at: '2018-03-27T02:00:00.000Z',
          command: {
            type: 'request_extension',
            wanted,
            reason: 'Phường đang kiện toàn tổ chức.',
            by: { personId: aPerson().id, name: aPerson().name },
          },
        },
        {
          at: '2018-03-27T08:00:00.000Z',
          command: {
            type: 'decide_extension',
            answer,
            date,
            reason,
            by: { personId: aReviewer().id, name: aReviewer().name },
          },
        },
      ],
    }),
    wanted,
    reason,
    by: aReviewer().name,
    now: '2018-03-27T08:00:05.000Z',
  });

export const aGrant = anAnswerToTheWish('grant', wanted, 'Đồng ý, đề nghị phường bảo đảm thời hạn mới.');
export const anotherDay = anAnswerToTheWish('change', '2018-04-03', 'Quận phải tổng hợp xong trong tuần đầu tháng 4.');
export const aRefusal = anAnswerToTheWish('refuse', wanted, 'Quận cần tổng hợp đúng hạn.');

export const aLetterThatDidNotArrive = (locale: Locale): FactsOf<'not_delivered'> => ({
  kind: 'not_delivered',
  ...toOffice(locale),
  person: aPerson(),
  why: 'Permanent/General',
  unit: aUnit(),
  now: '2018-03-09T11:00:00.000Z',
});

export const aReplacementNeeded = (locale: Locale): FactsOf<'person_left'> => ({
  kind: 'person_left',
  ...toOffice(locale),
  person: aPerson(),
  reviews: [
    { unitName: 'Mai Dịch', stageName: 'Thẩm định của Phòng Nội vụ' },
    { unitName: 'Yên Hòa', stageName: 'Thẩm định của Phòng Nội vụ', delegate: 'Ngô Thị Mai' },
  ],
  units: ['Nghĩa Tân'],
  steps: ['Thẩm định của Phòng Nội vụ'],
  now: '2018-03-22T02:00:00.000Z',
});

export const aStandIn = (locale: Locale): FactsOf<'stand_in'> => ({
  kind: 'stand_in',
  recipient: aReviewer({ locale }),
  directive: aDirective(),
  calendar: aCalendar2018(),
  reviewer: aReviewer().name,
  standIn: 'Ngô Thị Mai',
  period: { from: '2018-03-21', until: '2018-03-23' },
  as: 'reviewer',
  url: reviewUrl,
  now: '2018-03-20T02:00:00.000Z',
});

export const aDigest = (locale: Locale): FactsOf<'digest'> => ({
  kind: 'digest',
  recipient: aReviewer({ locale }),
  authorityName: 'UBND quận Cầu Giấy',
  parts: [
    { ...aReviewReminder(locale), now: '2018-03-28T01:30:00.000Z' },
    { ...aWeeklySummary(locale), now: '2018-03-28T01:30:00.000Z' },
  ],
  unsubscribeUrl: unitUrl.replace('/u/', '/d/'),
  now: '2018-03-28T01:30:00.000Z',
});

/** Further cases of kinds that have one among the cases of all letters. */
export const reminderLetterVariants = {
  extension_changed: anotherDay,
  due_today: (locale: Locale): FactsOf<'reminder' | 'overdue'> => ({
    kind: 'reminder',
    ...toUnit(locale),
    assignment: anAssignment(),
    rung: { id: 'before-0@2018-03-30', kind: 'reminder', workingDays: 0, dueAt: '2018-03-29T01:30:00.000Z' },
    now: '2018-03-29T01:31:00.000Z',
  }),
  suppressed: (locale: Locale): FactsOf<'not_delivered'> => ({
    ...aLetterThatDidNotArrive(locale),
    why: 'Permanent/OnAccountSuppressionList',
  }),
  complained: (locale: Locale): FactsOf<'not_delivered'> => ({
    ...aLetterThatDidNotArrive(locale),
    why: 'Complaint abuse',
  }),
  several_reviews: (locale: Locale): FactsOf<'review_reminder'> => ({ ...aReviewReminder(locale), more: 3 }),
} as const;

export const reminderLetterCases = {
  escalation: anEscalation,
  review_reminder: aReviewReminder,
  late_reviews: someLateReviews,
  weekly_summary: aWeeklySummary,
  extension_asked: aWishForMoreTime,
  extension_granted: aGrant,
  extension_refused: aRefusal,
  not_delivered: aLetterThatDidNotArrive,
  person_left: aReplacementNeeded,
  stand_in: aStandIn,
  digest: aDigest,
} as const;
