import { type Assignment, commentsOn, type ItemComment } from '../../functions/domain/assignment.ts';
import type { AtReview } from '../../functions/domain/commands/command.ts';
import type { DirectiveContent } from '../../functions/domain/directive.ts';
import type { PlanReading } from '../../functions/domain/documents/reading.ts';
import type { Finding } from '../../functions/domain/finding.ts';
import type { PlanForm, SubmittedDocument } from '../../functions/domain/plan.ts';
import { defaultConsequences } from '../../functions/domain/plan-checks.ts';
import type { Person, Unit } from '../../functions/domain/register.ts';
import type { Instant, LocalDate } from '../../functions/domain/time.ts';
import { assign, type Command, type Surroundings, transition } from '../../functions/domain/transitions.ts';
import type { SpecialDay, WorkingCalendar } from '../../functions/domain/working-calendar.ts';

// Small builders with the values of Cầu Giấy district in spring 2018; each takes what a test wants otherwise.

const day = (kind: SpecialDay['kind'], date: string, name: string): SpecialDay => ({ kind, date, name });

/** The working calendar of 2018 as Vietnamese offices had it. */
export const aCalendar2018 = (over: Partial<WorkingCalendar> = {}): WorkingCalendar => ({
  id: 'vn-2018',
  years: [2018],
  days: [
    day('holiday', '2018-01-01', 'Tết Dương lịch'),
    day('holiday', '2018-02-14', 'Tết Nguyên đán'),
    day('holiday', '2018-02-15', 'Tết Nguyên đán'),
    day('holiday', '2018-02-16', 'Tết Nguyên đán'),
    day('holiday', '2018-02-17', 'Tết Nguyên đán'),
    day('holiday', '2018-02-18', 'Tết Nguyên đán'),
    day('compensation', '2018-02-19', 'Nghỉ bù Tết Nguyên đán'),
    day('compensation', '2018-02-20', 'Nghỉ bù Tết Nguyên đán'),
    day('holiday', '2018-04-25', 'Giỗ Tổ Hùng Vương'),
    day('holiday', '2018-04-30', 'Ngày Chiến thắng'),
    day('holiday', '2018-05-01', 'Ngày Quốc tế lao động'),
    day('holiday', '2018-09-02', 'Quốc khánh'),
    day('compensation', '2018-09-03', 'Nghỉ bù Quốc khánh'),
  ],
  ...over,
});

/** A clerk of Dịch Vọng ward. */
export const aPerson = (over: Partial<Person> = {}): Person => ({
  id: 'dich-vong-van-phong',
  name: 'Nguyễn Thị Hoa',
  title: 'Công chức Văn phòng - Thống kê',
  address: 'dichvong@example.vn',
  locale: 'vi',
  ...over,
});

/** The head of the Home Affairs Office, first reviewer of the route. */
export const aReviewer = (over: Partial<Person> = {}): Person =>
  aPerson({
    id: 'truong-phong-noi-vu',
    name: 'Trần Văn Bình',
    title: 'Trưởng phòng Nội vụ',
    address: 'noivu.truongphong@example.vn',
    ...over,
  });

/** The vice chairman of the district, who approves. */
export const anApprover = (over: Partial<Person> = {}): Person =>
  aPerson({
    id: 'pho-chu-tich',
    name: 'Lê Thu Hằng',
    title: 'Phó Chủ tịch UBND quận',
    address: 'phochutich@example.vn',
    ...over,
  });

/** Dịch Vọng ward. */
export const aUnit = (over: Partial<Unit> = {}): Unit => ({
  id: 'dich-vong',
  name: 'Dịch Vọng',
  fullName: 'UBND phường Dịch Vọng',
  aliases: [],
  clerks: ['dich-vong-van-phong'],
  heads: ['dich-vong-chu-tich'],
  ...over,
});

/** What UBND quận Cầu Giấy asked of its wards in March 2018: finished before 30/3/2018. */
export const aDirective = (over: Partial<DirectiveContent> = {}): DirectiveContent => ({
  id: 'cau-giay-2018',
  title:
    'Kế hoạch thực hiện Năm nâng cao hiệu lực, hiệu quả hoạt động của hệ thống chính trị năm 2018 trên địa bàn quận Cầu Giấy',
  subject: 'Kế hoạch thực hiện Năm nâng cao hiệu lực, hiệu quả hoạt động của hệ thống chính trị năm 2018',
  issuedOn: '2018-03-09',
  authority: { name: 'UBND quận Cầu Giấy' },
  office: { name: 'Phòng Nội vụ', people: ['truong-phong-noi-vu'] },
  deadline: { rule: 'before_date', date: '2018-03-30' },
  items: [
    { id: 'bo-may', title: 'Sắp xếp tổ chức bộ máy tinh gọn theo Nghị quyết 18-NQ/TW', keywords: ['bộ máy'] },
    { id: 'cai-cach', title: 'Cải cách hành chính giai đoạn 2016-2020 và năm 2018', keywords: ['cải cách'] },
    { id: 'nguoi-dung-dau', title: 'Trách nhiệm người đứng đầu; ý thức, kỹ năng của cán bộ', keywords: ['đứng đầu'] },
    { id: 'kiem-tra', title: 'Kiểm tra, thanh tra công vụ định kỳ và đột xuất', keywords: ['công vụ'] },
    { id: 'co-che', title: 'Rà soát cơ chế, chính sách kinh tế, đô thị, văn hóa - xã hội', keywords: ['cơ chế'] },
    { id: 'phoi-hop', title: 'Phối hợp với HĐND, Mặt trận Tổ quốc; dân chủ cơ sở', keywords: ['Mặt trận'] },
    { id: 'tuyen-truyen', title: 'Thông tin, tuyên truyền đến người dân', keywords: ['tuyên truyền'] },
  ],
  route: [
    {
      name: 'Thẩm định của Phòng Nội vụ',
      reviewers: ['truong-phong-noi-vu'],
      rule: { kind: 'all' },
      allowanceWorkingDays: 3,
    },
    {
      name: 'Phê duyệt của lãnh đạo UBND quận',
      reviewers: ['pho-chu-tich'],
      rule: { kind: 'all' },
      allowanceWorkingDays: 2,
    },
  ],
  calendarId: 'vn-2018',
  reminders: { beforeWorkingDays: [5, 3, 1], afterWorkingDays: [1, 2, 5], at: '08:30' },
  checks: defaultConsequences,
  reviseWithinWorkingDays: 5,
  locale: 'vi',
  ...over,
});

const planHash = '3f0a6c1e9b5d47828c0f1e2d3a4b5c6d7e8f90a1b2c3d4e5f60718293a4b5c6d';
const planSize = 1_258_291;

/** The signed plan of Dịch Vọng as a file. */
export const aDocument = (over: Partial<SubmittedDocument> = {}): SubmittedDocument => ({
  uploadId: 'u-0001',
  objectKey: 'uploads/u-0001',
  name: 'Kế hoạch Dịch Vọng 2018.pdf',
  kind: 'pdf',
  contentType: 'application/pdf',
  size: planSize,
  sha256: planHash,
  facts: {
    kind: 'pdf',
    size: planSize,
    sha256: planHash,
    version: '1.7',
    pages: 6,
    pageSizes: [{ widthMm: 210, heightMm: 297, pages: 6 }],
    a4: true,
    textLayer: 'text',
    signatures: [],
  },
  advisories: [],
  ...over,
});

/** An annex of figures beside the plan. */
export const anAnnex = (over: Partial<SubmittedDocument> = {}): SubmittedDocument => {
  const sha256 = 'a1b2c3d4e5f60718293a4b5c6d7e8f903f0a6c1e9b5d47828c0f1e2d3a4b5c6d';
  return aDocument({
    uploadId: 'u-0101',
    objectKey: 'uploads/u-0101',
    name: 'Phụ lục chỉ tiêu.xlsx',
    kind: 'xlsx',
    contentType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    size: 20_480,
    sha256,
    facts: { kind: 'xlsx', size: 20_480, sha256, entries: 9, expandedSize: 65_536, sheets: ['Chỉ tiêu'] },
    ...over,
  });
};

/** What the system reads in the plan of Dịch Vọng. */
export const aReading = (): PlanReading => ({
  read: true,
  number: '15',
  notation: '15/KH-UBND',
  issuedOn: '2018-03-20',
  place: 'Dịch Vọng',
  issuingUnit: 'ỦY BAN NHÂN DÂN PHƯỜNG DỊCH VỌNG',
  documentType: 'KẾ HOẠCH',
  recipients: ['UBND quận Cầu Giấy', 'Phòng Nội vụ', 'Lưu: VT'],
  items: aDirective().items.map((item) => ({ itemId: item.id, found: true, evidence: item.title })),
});

/** What the clerk of Dịch Vọng states about the plan: number 15, all seven items. */
export const aPlanForm = (over: Partial<PlanForm> = {}): PlanForm => ({
  notation: '15/KH-UBND',
  issuedOn: '2018-03-20',
  signerOffice: 'Chủ tịch UBND phường',
  itemsAnswered: aDirective().items.map((item) => item.id),
  ...over,
});

/** A command of an assignment's life, at a moment. */
export interface Step {
  readonly at: Instant;
  readonly command: Command;
}

/** The clerk submits, on 20/03/2018 at 09:15 local time unless told otherwise. */
export const submitting = (
  over: {
    at?: Instant;
    form?: Partial<PlanForm>;
    document?: Partial<SubmittedDocument>;
    annexes?: SubmittedDocument[];
    reading?: PlanReading;
    remarks?: Finding[];
    by?: Person;
  } = {},
): Step => ({
  at: over.at ?? '2018-03-20T02:15:00.000Z',
  command: {
    type: 'submit',
    form: aPlanForm(over.form),
    document: aDocument(over.document),
    annexes: over.annexes ?? [],
    reading: over.reading ?? aReading(),
    remarks: over.remarks ?? [],
    by: { personId: (over.by ?? aPerson()).id, name: (over.by ?? aPerson()).name },
  },
});

const deciding = (
  who: Person,
  at: Instant,
  where: { version?: number; stage?: number },
  decision: Extract<Command, { type: 'decide' }>['decision'],
): Step => ({
  at,
  command: {
    type: 'decide',
    version: where.version ?? 1,
    stage: where.stage ?? 1,
    reviewerId: who.id,
    by: { personId: who.id, name: who.name, title: who.title },
    decision,
  },
});

/** A reviewer approves; version 1 and stage 1 unless told otherwise. */
export const approving = (
  over: { by?: Person; at?: Instant; version?: number; stage?: number; remarks?: string } = {},
): Step =>
  deciding(
    over.by ?? aReviewer(),
    over.at ?? '2018-03-21T03:00:00.000Z',
    over,
    over.remarks === undefined ? { choice: 'approve' } : { choice: 'approve', remarks: over.remarks },
  );

/** A reviewer returns the plan for completion. */
export const returning = (
  over: {
    by?: Person;
    at?: Instant;
    version?: number;
    stage?: number;
    comment?: string;
    itemComments?: readonly ItemComment[];
    reviseBy?: LocalDate;
  } = {},
): Step =>
  deciding(over.by ?? aReviewer(), over.at ?? '2018-03-21T03:00:00.000Z', over, {
    choice: 'return',
    comment: over.comment ?? 'Bổ sung nội dung kiểm tra công vụ đột xuất.',
    ...(over.itemComments ? { itemComments: over.itemComments } : {}),
    ...(over.reviseBy === undefined ? {} : { reviseBy: over.reviseBy }),
  });

/** A place in the review of version 1, with the reviewer acting. */
export const placeOf = (
  person: Person,
  over: { readonly version?: number; readonly stage?: number; readonly by?: Person } = {},
): AtReview => {
  const by = over.by ?? person;
  const forAnother = by.id === person.id ? {} : { onBehalfOf: { personId: person.id, name: person.name } };
  return {
    version: over.version ?? 1,
    stage: over.stage ?? 1,
    reviewerId: person.id,
    by: { personId: by.id, name: by.name, title: by.title, ...forAnother },
  };
};

/** A reviewer takes a decision back. */
export const withdrawing = (
  over: { by?: Person; at?: Instant; version?: number; stage?: number; reason?: string } = {},
): Step => ({
  at: over.at ?? '2018-03-21T04:00:00.000Z',
  command: { type: 'withdraw', ...placeOf(over.by ?? aReviewer(), over), reason: over.reason ?? 'Chọn nhầm.' },
});

/** A submission that says nothing of the comments on the version before answers each of them. */
const answering = (assignment: Assignment, command: Command): Command => {
  const comments = commentsOn(assignment, assignment.versions.length);
  if (command.type !== 'submit' || command.form.answers || comments.length === 0) return command;
  const answers = comments.map(({ id }) => ({ commentId: id, text: 'Đã bổ sung tại mục II.' }));
  return { ...command, form: { ...command.form, answers } };
};

/**
 * An assignment that has lived through the given steps, from the real transitions: awaiting a plan when there are none.
 * @throws when a step is refused: then the test's story is impossible.
 */
export const anAssignment = (
  over: {
    directive?: DirectiveContent;
    unit?: Unit;
    calendar?: WorkingCalendar;
    assignedAt?: Instant;
    steps?: Step[];
  } = {},
): Assignment => {
  const around: Surroundings = {
    directive: over.directive ?? aDirective(),
    calendar: over.calendar ?? aCalendar2018(),
  };
  // the directive was announced on 09/03/2018 at 17:54 local time
  const { after } = assign(around.directive, over.unit ?? aUnit(), over.assignedAt ?? '2018-03-09T10:54:00.000Z');
  return (over.steps ?? []).reduce((assignment: Assignment, step) => {
    const result = transition(assignment, answering(assignment, step.command), around, step.at);
    if (!result.ok) throw new Error(`${step.command.type} is refused: ${result.refusal.code}`);
    return result.value.after;
  }, after);
};
