import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Assignment } from '../../../functions/domain/assignment.ts';
import { findReview } from '../../../functions/domain/assignment.ts';
import type { Directive } from '../../../functions/domain/directive.ts';
import type { Instant } from '../../../functions/domain/time.ts';
import { messagesFor } from '../../../functions/i18n/page-messages.ts';
import type { ReviewPage } from '../../../functions/usecases/review-page.ts';
import type { UnitPage } from '../../../functions/usecases/unit-page.ts';
import { ReviewPageView } from '../../../functions/web/pages/review-page.tsx';
import { UnitPageView } from '../../../functions/web/pages/unit-page.tsx';
import {
  aCalendar2018,
  aDirective,
  anApprover,
  anAssignment,
  aPerson,
  approving,
  aReviewer,
  aUnit,
  returning,
  submitting,
} from '../../support/builders.ts';
import { aText } from '../../support/stories.ts';

const shell = {
  m: messagesFor('vi'),
  authorityName: 'UBND quận Cầu Giấy',
  switchHref: '?lang=en',
  href: (path: string) => path,
};

const open: Directive = { content: aDirective(), status: 'open', unitIds: ['dich-vong'], reportPartitions: 1 };
const people = new Map([aPerson(), aReviewer(), anApprover()].map((person) => [person.id, person]));

const unitPage = (assignment: Assignment, over: Partial<UnitPage> = {}, now: Instant = '2018-03-26T02:00:00.000Z') => {
  const page: UnitPage = {
    directive: open,
    unit: aUnit(),
    assignment,
    calendar: aCalendar2018(),
    uploads: [],
    history: [],
    people,
    ...over,
  };
  return String(<UnitPageView shell={shell} token="T" page={page} now={now} />);
};

const reviewPage = (assignment: Assignment, at: { version: number; stage: number; reviewerId: string }) => {
  const review = findReview(assignment, at);
  const plan = assignment.versions[at.version - 1];
  if (!review || !plan) throw new Error('there is no such review');
  const page: ReviewPage = {
    directive: open,
    unit: aUnit(),
    assignment,
    review,
    plan,
    latestVersion: assignment.versions.length,
    calendar: aCalendar2018(),
    history: [],
    people,
    mayWithdraw: false,
    code: 'none',
  };
  return String(
    <ReviewPageView
      shell={shell}
      token="T"
      home="/r/T"
      page={page}
      reader={aReviewer()}
      now="2018-03-26T02:00:00.000Z"
      marks={{}}
    />,
  );
};

const submitForm = 'id="plan-form"';

describe("the unit's page", () => {
  test('says how much time is left, in hours when days would mislead, and how long it is overdue', () => {
    const awaiting = anAssignment();
    expect(unitPage(awaiting, {}, '2018-03-20T02:00:00.000Z')).toContain('Còn 8 ngày làm việc');
    expect(unitPage(awaiting, {}, '2018-03-29T08:00:00.000Z')).toContain('Còn 9 giờ');
    expect(unitPage(awaiting, {}, '2018-03-29T16:59:30.000Z')).toContain('Còn 1 phút');
    expect(unitPage(awaiting, {}, '2018-03-29T17:00:00.000Z')).toContain('Quá hạn 1 ngày');
    expect(unitPage(awaiting, {}, '2018-04-02T03:00:00.000Z')).toContain('Quá hạn 4 ngày');
  });

  test('takes a plan while none is submitted or one is returned, under an open directive only', () => {
    const returned = anAssignment({ steps: [submitting(), returning()] });
    const inReview = anAssignment({ steps: [submitting()] });
    expect(unitPage(anAssignment())).toContain(submitForm);
    expect(unitPage(returned)).toContain(submitForm);
    expect(unitPage(inReview)).not.toContain(submitForm);
    const closed: Partial<UnitPage> = { directive: { ...open, status: 'closed' } };
    expect(unitPage(anAssignment(), closed)).not.toContain(submitForm);
    expect(unitPage(anAssignment(), closed)).toContain('Văn bản chỉ đạo đã đóng');
  });

  test('tells with whom a plan waits, stage by stage', () => {
    expect(unitPage(anAssignment({ steps: [submitting()] }))).toContain('Bước 1/2: Thẩm định của Phòng Nội vụ');
    const second = unitPage(anAssignment({ steps: [submitting(), approving()] }));
    expect(second).toContain('Chờ ý kiến của Lê Thu Hằng (Phó Chủ tịch UBND quận)');
  });

  test('says why a plan that was approved is open again', () => {
    const assignment = anAssignment({
      steps: [
        submitting(),
        approving(),
        approving({ by: anApprover(), stage: 2 }),
        { at: '2018-03-23T03:00:00.000Z', command: { type: 'reopen', reason: 'Quận đổi chỉ tiêu.' } },
      ],
    });
    const event = {
      directiveId: 'cau-giay-2018',
      unitId: 'dich-vong',
      seq: 5,
      at: '2018-03-23T03:00:00.000Z',
      by: { kind: 'office' as const },
      change: { type: 'reopened' as const, reason: 'Quận đổi chỉ tiêu.', reviseBy: '2018-03-30' },
      previousHash: '',
      hash: '',
    };
    const page = unitPage(assignment, { history: [event] });
    expect(page).toContain('Cơ quan tổng hợp mở lại kế hoạch lúc 10:00 23/03/2018');
    expect(page).toContain('Quận đổi chỉ tiêu.');
  });

  test('says why nothing is owed any more', () => {
    const assignment = anAssignment({
      steps: [{ at: '2018-03-12T03:00:00.000Z', command: { type: 'excuse', reason: 'Sáp nhập.' } }],
    });
    expect(unitPage(assignment)).toContain('Lý do: Sáp nhập.');
  });
});

describe("the reviewer's page", () => {
  const first = { version: 1, stage: 1, reviewerId: aReviewer().id };

  test('asks for a decision while the review waits', () => {
    expect(reviewPage(anAssignment({ steps: [submitting()] }), first)).toContain('Xác nhận ý kiến');
  });

  test('shows what was decided, and where the plan is now', () => {
    const page = reviewPage(anAssignment({ steps: [submitting(), approving({ remarks: 'Đạt.' })] }), first);
    expect(page).toContain('Phê duyệt phiên bản 1.');
    expect(page).toContain('Đạt.');
    expect(page).toContain('Chờ ý kiến của Lê Thu Hằng');
    expect(page).not.toContain('Xác nhận ý kiến');
  });

  test('says that a review which was settled without it needs nothing', () => {
    const directive = aDirective({
      route: [
        { name: 'Chung', reviewers: [aReviewer().id, anApprover().id], rule: { kind: 'any' }, allowanceWorkingDays: 2 },
      ],
    });
    const page = reviewPage(anAssignment({ directive, steps: [submitting(), approving({ by: anApprover() })] }), first);
    expect(page).toContain('Không cần ý kiến nữa');
    expect(page).toContain('chỉ cần ý kiến của một người');
  });

  test('leads from a version that was replaced to the one that waits', () => {
    const steps = [
      submitting(),
      returning(),
      submitting({ at: '2018-03-22T02:00:00.000Z', form: { note: 'Bổ sung.' } }),
    ];
    const page = reviewPage(anAssignment({ steps }), first);
    expect(page).toContain('Liên kết này dành cho phiên bản 1. Đơn vị đã nộp phiên bản 2');
    expect(page).toContain('Đề nghị Ông/Bà cho ý kiến về phiên bản 2');
  });
});

/** The elements of a page with the names of their attributes; text that would be markup changes it. */
const structure = (page: string): string[] => {
  const tag = /<(\/?[a-z][a-z0-9]*)((?:\s+[\w-]+(?:="[^"]*")?)*)\s*\/?>/g;
  expect(page.replace(tag, '')).not.toMatch(/[<>"]/);
  return [...page.matchAll(tag)].map(([, name, attributes = '']) => `${name}${attributes.replace(/="[^"]*"/g, '')}`);
};

test('whatever people write is shown as text', () => {
  const pagesWith = (written: string, name: string): string[] => {
    const assignment = anAssignment({
      steps: [
        submitting({ form: { signerOffice: written, note: written }, document: { name } }),
        returning({ comment: written }),
      ],
    });
    return [unitPage(assignment), reviewPage(assignment, { version: 1, stage: 1, reviewerId: aReviewer().id })];
  };
  const harmless = pagesWith('a', 'b').map(structure);
  const markup = fc.constantFrom('<b>đậm</b>', '"><script>alert(1)</script>', `' onfocus="x`, '</textarea>', ']]>');
  fc.assert(
    fc.property(fc.oneof(markup, aText()), fc.oneof(markup, aText()), (written, name) => {
      expect(pagesWith(`a${written}`, name).map(structure)).toEqual(harmless);
    }),
    { numRuns: 50 },
  );
});
