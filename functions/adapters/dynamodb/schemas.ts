import * as z from 'zod';
import { type Assignment, holders, type Question, type Review } from '../../domain/assignment.ts';
import type { Deadline } from '../../domain/deadline.ts';
import type { DirectiveContent } from '../../domain/directive.ts';
import type { AssignmentEvent } from '../../domain/history.ts';
import { type LetterOrder, letterKinds } from '../../domain/letter.ts';
import type { Link } from '../../domain/link.ts';
import type { Mail } from '../../domain/mail.ts';
import type { PlanVersion } from '../../domain/plan.ts';
import type { Person, Unit } from '../../domain/register.ts';
import type { Upload } from '../../domain/upload.ts';
import type { WorkingCalendar } from '../../domain/working-calendar.ts';
import type { ReportRequest, SheetRequest } from '../../usecases/ports.ts';
import { documentFacts, planReading } from './document-schemas.ts';

/**
 * The shape of everything that is stored. Each schema is held against its domain type by the compiler, so a field
 * added there and forgotten here does not compile. All are `z.lazy`: built when the first row of their kind is read,
 * since building all of them would be a third of what a cold start takes.
 */
const instant = z.string().regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/);
const localDate = z.string().regex(/^\d{4}-\d{2}-\d{2}$/);
const id = z.string().min(1);
const sha256 = z.string().regex(/^[0-9a-f]{64}$/);
const count = z.number().int().nonnegative();

export const deadline = z.lazy(() =>
  z.discriminatedUnion('rule', [
    z.strictObject({ rule: z.literal('before_date'), date: localDate }),
    z.strictObject({ rule: z.literal('by_date'), date: localDate }),
    z.strictObject({ rule: z.literal('by_instant'), instant }),
  ]),
) satisfies z.ZodType<Deadline>;

const stageRule = z.lazy(() =>
  z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('all') }),
    z.strictObject({ kind: z.literal('any') }),
    z.strictObject({ kind: z.literal('n_of'), n: count }),
  ]),
);

const locale = z.enum(['vi', 'en']);
const consequence = z.enum(['refuse', 'remark', 'ignore']);

export const directiveContent = z.lazy(() =>
  z.strictObject({
    id,
    title: z.string(),
    subject: z.string(),
    notation: z.string().exactOptional(),
    issuedOn: localDate,
    authority: z.strictObject({ name: z.string(), leaders: z.array(id).exactOptional() }),
    office: z.strictObject({ name: z.string(), people: z.array(id) }),
    deadline,
    items: z.array(z.strictObject({ id, title: z.string(), keywords: z.array(z.string()) })),
    route: z.array(
      z.strictObject({
        name: z.string(),
        reviewers: z.array(id),
        rule: stageRule,
        allowanceWorkingDays: count,
        fields: z.record(id, z.array(id)).exactOptional(),
        returnAtFirst: z.boolean().exactOptional(),
      }),
    ),
    calendarId: id,
    reminders: z.strictObject({
      beforeWorkingDays: z.array(count),
      afterWorkingDays: z.array(count),
      at: z.string().regex(/^\d{2}:\d{2}$/),
      onTheDay: z.boolean().exactOptional(),
      thenEveryWorkingDays: count.exactOptional(),
      revisions: z.boolean().exactOptional(),
      headFromWorkingDays: count.exactOptional(),
      leaderFromWorkingDays: count.exactOptional(),
      weeklySummary: z.boolean().exactOptional(),
      reviews: z.strictObject({ everyWorkingDays: count, officeFromWorkingDays: count }).exactOptional(),
    }),
    checks: z.strictObject({
      notation_used: consequence,
      dated_in_future: consequence,
      dated_after_deadline: consequence,
      other_unit_in_heading: consequence,
      same_file_other_unit: consequence,
      unchanged_file: consequence,
    }),
    reviseWithinWorkingDays: count,
    stepUp: z.boolean().exactOptional(),
    questionsStopClock: z.boolean().exactOptional(),
    locale,
  }),
) satisfies z.ZodType<DirectiveContent>;

export const person = z.lazy(() =>
  z.strictObject({
    id,
    name: z.string(),
    title: z.string(),
    address: z.string(),
    locale,
    leftAt: instant.exactOptional(),
    delegation: z.strictObject({ to: id, from: localDate, until: localDate }).exactOptional(),
  }),
) satisfies z.ZodType<Person>;

export const unit = z.lazy(() =>
  z.strictObject({
    id,
    name: z.string(),
    fullName: z.string(),
    aliases: z.array(z.string()),
    clerks: z.array(id),
    heads: z.array(id),
  }),
) satisfies z.ZodType<Unit>;

export const workingCalendar = z.lazy(() =>
  z.strictObject({
    id,
    years: z.array(z.number().int()),
    days: z.array(
      z.strictObject({
        date: localDate,
        kind: z.enum(['holiday', 'compensation', 'swap_working']),
        name: z.string(),
        source: z.string().exactOptional(),
        status: z.literal('expected').exactOptional(),
      }),
    ),
  }),
) satisfies z.ZodType<WorkingCalendar>;

const documentKind = z.enum(['pdf', 'docx', 'xlsx']);

const finding = z.lazy(() =>
  z.strictObject({
    code: z.string(),
    params: z.record(z.string(), z.union([z.string(), z.number()])).exactOptional(),
  }),
);

const submittedDocument = z.lazy(() =>
  z.strictObject({
    uploadId: id,
    objectKey: z.string(),
    name: z.string(),
    kind: documentKind,
    contentType: z.string(),
    size: count,
    sha256,
    facts: documentFacts,
    advisories: z.array(finding),
  }),
);

export const planVersion = z.lazy(() =>
  z.strictObject({
    version: count,
    form: z.strictObject({
      notation: z.string(),
      issuedOn: localDate,
      signerOffice: z.string(),
      itemsAnswered: z.array(id),
      note: z.string().exactOptional(),
      answers: z.array(z.strictObject({ commentId: z.string(), text: z.string() })).exactOptional(),
    }),
    document: submittedDocument,
    annexes: z.array(submittedDocument),
    reading: planReading,
    remarks: z.array(finding),
    submittedAt: instant,
    submittedBy: z.strictObject({ personId: id, name: z.string() }),
  }),
) satisfies z.ZodType<PlanVersion>;

const itemComments = z.array(z.strictObject({ itemId: id, text: z.string() })).exactOptional();
const decision = z.lazy(() =>
  z.discriminatedUnion('choice', [
    z.strictObject({ choice: z.literal('approve'), remarks: z.string().exactOptional(), itemComments }),
    z.strictObject({
      choice: z.literal('return'),
      comment: z.string(),
      itemComments,
      markedUp: submittedDocument.exactOptional(),
      reviseBy: localDate.exactOptional(),
    }),
  ]),
);
const delegate = z.lazy(() => z.strictObject({ personId: id, name: z.string() }));
const decidedBy = z.lazy(() =>
  z.strictObject({
    personId: id,
    name: z.string(),
    title: z.string(),
    onBehalfOf: delegate.exactOptional(),
  }),
);

const openedReview = z.strictObject({
  stage: count,
  stageName: z.string(),
  rule: stageRule,
  reviewerId: id,
  items: z.array(id).exactOptional(),
  returnAtFirst: z.boolean().exactOptional(),
  dueOn: localDate,
});

const closedBecause = z.enum(['settled', 'withdrawn', 'reassigned', 'excused', 'resubmitted']);

export const review = z.lazy(() =>
  z.strictObject({
    ...openedReview.shape,
    delegate: delegate.exactOptional(),
    version: count,
    openedAt: instant,
    state: z.discriminatedUnion('kind', [
      z.strictObject({ kind: z.literal('open') }),
      z.strictObject({ kind: z.literal('decided'), decision, decidedAt: instant, decidedBy }),
      z.strictObject({ kind: z.literal('closed'), closedAt: instant, because: closedBecause }),
    ]),
  }),
) satisfies z.ZodType<Review>;

export const question = z.lazy(() =>
  z.strictObject({
    id: count,
    version: count,
    stage: count,
    reviewerId: id,
    askedBy: decidedBy,
    askedAt: instant,
    text: z.string(),
    answer: z.strictObject({ text: z.string(), at: instant, by: delegate }).exactOptional(),
  }),
) satisfies z.ZodType<Question>;

const headBase = {
  directiveId: id,
  unitId: id,
  unitName: z.string(),
  deadline,
  seq: count,
  lastHash: sha256,
  timesReturned: count,
  handOvers: z.array(z.strictObject({ day: localDate, to: z.enum(holders) })),
};

const expectedOfUnit = {
  ...headBase,
  inWork: z.strictObject({ sendOn: localDate, at: instant }).exactOptional(),
  extensionRequest: z
    .strictObject({ wanted: localDate, reason: z.string(), at: instant, by: delegate })
    .exactOptional(),
};

/** An assignment without its versions and reviews, which have rows of their own. */
export const assignmentHead = z.lazy(() =>
  z.discriminatedUnion('status', [
    z.strictObject({ ...expectedOfUnit, status: z.literal('awaiting_plan') }),
    z.strictObject({ ...headBase, status: z.literal('in_review'), stage: count }),
    z.strictObject({
      ...expectedOfUnit,
      status: z.literal('returned'),
      reviseBy: localDate,
      reopenReason: z.string().exactOptional(),
    }),
    z.strictObject({ ...headBase, status: z.literal('approved'), approvedAt: instant }),
    z.strictObject({ ...headBase, status: z.literal('excused'), reason: z.string() }),
  ]),
);
export type AssignmentHead = z.infer<typeof assignmentHead>;
assignmentHead satisfies z.ZodType<Pick<Assignment, keyof AssignmentHead>>;

const outcome = z.lazy(() =>
  z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('stage_continues') }),
    z.strictObject({ kind: z.literal('next_stage'), reviews: z.array(openedReview) }),
    z.strictObject({ kind: z.literal('approved') }),
    z.strictObject({ kind: z.literal('returned'), reviseBy: localDate }),
  ]),
);

const reviewPlace = z.strictObject({ stage: count, reviewerId: id });

export const assignmentEvent = z.lazy(() =>
  z.strictObject({
    directiveId: id,
    unitId: id,
    seq: count,
    at: instant,
    by: z.discriminatedUnion('kind', [
      z.strictObject({ kind: z.literal('person'), personId: id, name: z.string() }),
      z.strictObject({ kind: z.literal('office') }),
    ]),
    change: z.discriminatedUnion('type', [
      z.strictObject({ type: z.literal('assigned'), unitName: z.string(), deadline }),
      z.strictObject({ type: z.literal('plan_submitted'), plan: planVersion, reviews: z.array(openedReview) }),
      z.strictObject({
        type: z.literal('review_decided'),
        version: count,
        stage: count,
        reviewerId: id,
        decidedBy,
        documentSha256: sha256,
        decision,
        outcome,
      }),
      z.strictObject({
        type: z.literal('decision_withdrawn'),
        version: count,
        stage: count,
        reviewerId: id,
        by: decidedBy,
        reason: z.string(),
        reopens: z.array(reviewPlace),
        closes: z.array(reviewPlace),
      }),
      z.strictObject({
        type: z.literal('reviewers_changed'),
        version: count,
        stage: count,
        closes: z.array(id),
        opens: z.array(openedReview),
        reason: z.string(),
        outcome,
      }),
      z.strictObject({
        type: z.literal('review_delegated'),
        version: count,
        stage: count,
        reviewerId: id,
        delegate: delegate.exactOptional(),
      }),
      z.strictObject({
        type: z.literal('question_asked'),
        version: count,
        stage: count,
        reviewerId: id,
        by: decidedBy,
        text: z.string(),
      }),
      z.strictObject({
        type: z.literal('question_answered'),
        questionId: count,
        text: z.string(),
        by: delegate,
        dueOn: z.array(z.strictObject({ ...reviewPlace.shape, dueOn: localDate })),
      }),
      z.strictObject({ type: z.literal('extension_requested'), wanted: localDate, reason: z.string(), by: delegate }),
      z.strictObject({
        type: z.literal('extension_decided'),
        answer: z.enum(['granted', 'changed', 'refused']),
        wanted: localDate,
        date: localDate.exactOptional(),
        reason: z.string().exactOptional(),
        by: delegate,
      }),
      z.strictObject({ type: z.literal('in_work_confirmed'), sendOn: localDate, by: delegate }),
      z.strictObject({ type: z.literal('deadline_extended'), deadline, reason: z.string() }),
      z.strictObject({ type: z.literal('reopened'), reason: z.string(), reviseBy: localDate }),
      z.strictObject({ type: z.literal('excused'), reason: z.string() }),
    ]),
    previousHash: sha256,
    hash: sha256,
  }),
) satisfies z.ZodType<AssignmentEvent>;

const uploadBase = {
  id,
  role: z.enum(['main', 'annex', 'marked_up']),
  directiveId: id,
  unitId: id,
  objectKey: z.string(),
  name: z.string(),
  originalName: z.string(),
  contentType: z.string(),
  size: count,
  sha256,
  startedAt: instant,
};

const scanVerdict = z.enum(['clean', 'threat', 'unsupported', 'access_denied', 'failed', 'no_answer']);

export const upload = z.lazy(() =>
  z.discriminatedUnion('status', [
    z.strictObject({
      ...uploadBase,
      status: z.literal('uploading'),
      checkAt: instant,
      renewedAt: instant.exactOptional(),
      scan: scanVerdict.exactOptional(),
      tries: count.exactOptional(),
    }),
    z.strictObject({
      ...uploadBase,
      status: z.literal('scanning'),
      checkAt: instant,
      inspectedAt: instant,
      facts: documentFacts,
      advisories: z.array(finding),
      reading: planReading,
    }),
    z.strictObject({
      ...uploadBase,
      status: z.literal('refused'),
      inspectedAt: instant,
      reasons: z.array(finding),
      discardAt: instant.exactOptional(),
    }),
    z.strictObject({
      ...uploadBase,
      status: z.literal('ready'),
      inspectedAt: instant,
      facts: documentFacts,
      advisories: z.array(finding),
      reading: planReading,
    }),
    z.strictObject({
      ...uploadBase,
      status: z.literal('submitted'),
      inspectedAt: instant,
      facts: documentFacts,
      advisories: z.array(finding),
      reading: planReading,
      version: count,
    }),
    z.strictObject({
      ...uploadBase,
      status: z.literal('abandoned'),
      abandonedAt: instant,
      discardAt: instant.exactOptional(),
    }),
  ]),
) satisfies z.ZodType<Upload>;

const order = z.lazy(() =>
  z.strictObject({
    kind: z.enum(letterKinds),
    to: id,
    about: z.strictObject({
      directiveId: id.exactOptional(),
      unitId: id.exactOptional(),
      version: count.exactOptional(),
      stage: count.exactOptional(),
      uploadId: id.exactOptional(),
      reviewerId: id.exactOptional(),
      event: count.exactOptional(),
      rung: z.string().exactOptional(),
      day: localDate.exactOptional(),
      notices: z.array(z.string()).exactOptional(),
      person: id.exactOptional(),
    }),
    key: z.string(),
  }),
) satisfies z.ZodType<LetterOrder>;

const mailBase = {
  ref: z.strictObject({
    scope: z.discriminatedUnion('kind', [
      z.strictObject({ kind: z.literal('assignment'), directiveId: id, unitId: id }),
      z.strictObject({ kind: z.literal('directive'), directiveId: id }),
      z.strictObject({ kind: z.literal('person'), personId: id }),
    ]),
    id: z.string().regex(/^[0-9a-f]{32}$/),
  }),
  order,
  createdAt: instant,
  attempts: count,
};
const sent = { ...mailBase, sentAt: instant, messageId: z.string() };

export const mail = z.lazy(() =>
  z.discriminatedUnion('status', [
    z.strictObject({ ...mailBase, status: z.literal('pending'), nextAttemptAt: instant }),
    z.strictObject({ ...mailBase, status: z.literal('sending'), leaseUntil: instant }),
    z.strictObject({ ...sent, status: z.literal('sent'), delay: z.string().exactOptional() }),
    z.strictObject({ ...sent, status: z.literal('delivered') }),
    z.strictObject({ ...sent, status: z.enum(['bounced', 'complained']), detail: z.string() }),
    z.strictObject({ ...mailBase, status: z.literal('failed'), failedAt: instant, detail: z.string() }),
    z.strictObject({ ...mailBase, status: z.literal('dropped'), droppedAt: instant, detail: z.string() }),
  ]),
) satisfies z.ZodType<Mail>;

export const linkSubject = z.lazy(() =>
  z.discriminatedUnion('purpose', [
    z.strictObject({ purpose: z.literal('submit'), directiveId: id, unitId: id }),
    z.strictObject({
      purpose: z.literal('review'),
      directiveId: id,
      unitId: id,
      version: count,
      stage: count,
      reviewerId: id,
    }),
    z.strictObject({ purpose: z.literal('report'), directiveId: id }),
    z.strictObject({ purpose: z.literal('extension'), directiveId: id, unitId: id }),
    z.strictObject({ purpose: z.literal('digest'), directiveId: id }),
  ]),
);

export const link = z.lazy(() =>
  z.strictObject({
    tokenHash: sha256,
    personId: id,
    subject: linkSubject,
    code: z.strictObject({ hash: sha256, triesLeft: count }).exactOptional(),
    createdAt: instant,
    expiresAt: instant,
  }),
) satisfies z.ZodType<Link>;

const exportBase = {
  id,
  directiveId: id,
  requestedAt: instant,
  state: z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('requested'), tries: count.exactOptional() }),
    z.strictObject({
      kind: z.literal('ready'),
      objectKey: z.string(),
      size: count,
      sha256,
      asOf: instant.exactOptional(),
    }),
    z.strictObject({ kind: z.literal('failed'), failedAt: instant }),
  ]),
};

export const reportRequest = z.lazy(() =>
  z.strictObject({
    ...exportBase,
    kind: z.literal('report'),
    requestedBy: id,
  }),
) satisfies z.ZodType<ReportRequest>;

export const sheetRequest = z.lazy(() =>
  z.strictObject({
    ...exportBase,
    kind: z.literal('approval_sheet'),
    subject: z.strictObject({ unitId: id, version: count, event: count }),
  }),
) satisfies z.ZodType<SheetRequest>;
