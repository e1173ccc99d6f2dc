import type { Assignment, AssignmentKey, Review } from '../domain/assignment.ts';
import type {
  Directive,
  DirectiveBrief,
  DirectiveContent,
  DirectiveId,
  DirectiveItem,
  PersonId,
  UnitId,
} from '../domain/directive.ts';
import type { InspectionOutcome } from '../domain/documents/inspection.ts';
import type { AssignmentEvent } from '../domain/history.ts';
import type { LetterOrder } from '../domain/letter.ts';
import type { Link, LinkSubject } from '../domain/link.ts';
import type { Mail, MailRef } from '../domain/mail.ts';
import type { Notice, Round } from '../domain/notice.ts';
import type { PrintedPage } from '../domain/printed-page.ts';
import type { MailRhythm, Person, Unit } from '../domain/register.ts';
import type { RemindersSent } from '../domain/reminder-plan.ts';
import type { AssignmentSummary } from '../domain/report.ts';
import type { Stray } from '../domain/stray.ts';
import type { Instant, LocalDate } from '../domain/time.ts';
import type { Transition } from '../domain/transitions.ts';
import type { Upload } from '../domain/upload.ts';
import type { WorkingCalendar } from '../domain/working-calendar.ts';
import type { RenderedLetter } from '../emails/letter-facts.ts';

/**
 * What is stored is not what this service writes: a row was changed by other means, or is missing.
 * Thrown by every store rather than answering with something that may be wrong.
 */
export class StoredFault extends Error {
  override readonly name = 'StoredFault';
}

/** What a transition writes together, all of it or nothing. */
export interface TransitionWrite {
  readonly transition: Transition;
  readonly letters: readonly LetterOrder[];
  /** Index partitions of the directive's report; needed where the assignment is new. */
  readonly partitions?: number;
  /** The uploads that become a plan version, moved on by the same write. */
  readonly uploads?: readonly { readonly from: Upload; readonly to: Upload }[];
  /** When the reminder ladder must be looked at next; null ends it, undefined leaves it as it is. */
  readonly remindAt?: Instant | null;
}

export type CommitResult =
  | 'committed'
  /** Somebody else's transition came first: load again. */
  | 'conflict';

/** One reviewer's review of a version in a stage. */
export type ReviewAt = Pick<Review, 'version' | 'stage' | 'reviewerId'>;

export interface AssignmentStore {
  load(key: AssignmentKey): Promise<Assignment | undefined>;
  /** The whole history, oldest first. */
  history(key: AssignmentKey): Promise<AssignmentEvent[]>;
  commit(write: TransitionWrite, now: Instant): Promise<CommitResult>;
  /** The reviews at the given places that there are, without the assignments around them; in no particular order. */
  reviewsAt(places: readonly (AssignmentKey & ReviewAt)[]): Promise<(AssignmentKey & { readonly review: Review })[]>;
  /** One summary for each assignment of a directive, in no particular order. */
  summaries(directive: DirectiveBrief): Promise<AssignmentSummary[]>;
}

/** A row that belongs to an assignment, by what it holds. */
export type RecordName =
  | { readonly kind: 'assignment' }
  /** What the report shows of it, kept in the assignment's row. */
  | { readonly kind: 'summary' }
  /** When somebody is to be reminded, kept in the assignment's row. */
  | { readonly kind: 'ladder' }
  | { readonly kind: 'version'; readonly version: number }
  | { readonly kind: 'review'; readonly version: number; readonly stage: number; readonly reviewerId: PersonId }
  | { readonly kind: 'question'; readonly questionId: number }
  /** A row that no history accounts for and whose key tells nothing more. */
  | { readonly kind: 'other' };

/** A stored row that is not what the history leads to. */
export interface RecordDifference {
  readonly record: RecordName;
  readonly how: 'missing' | 'altered' | 'unexpected';
  /** The row's key, for whoever brings it back from a copy of the table. */
  readonly row: string;
}

/** The stored rows as they are, whatever was done to them: for checking, never for showing or deciding. */
export interface RecordAudit {
  /** The events that can be read, oldest first, and the numbers of those that cannot. */
  history(key: AssignmentKey): Promise<{ readonly events: AssignmentEvent[]; readonly unreadable: number[] }>;
  /** How the rows of an assignment differ from those that its history leads to; undefined where that is to nothing. */
  differences(key: AssignmentKey, expected: Assignment | undefined): Promise<RecordDifference[]>;
  /** The units that the report shows of a directive that spreads over so many partitions. */
  reportedUnits(directiveId: DirectiveId, partitions: number): Promise<UnitId[]>;
  /** Whether the list of directives names it. */
  isListed(directiveId: DirectiveId): Promise<boolean>;
}

/** Traces that submitted plans leave beyond their own assignment: numbers used, files sent. */
export interface PlanTraces {
  /** Another directive under which the unit has used that number in that year. */
  notationUsedIn(
    use: { readonly unitId: UnitId; readonly year: number; readonly notation: string },
    except: DirectiveId,
  ): Promise<DirectiveId | undefined>;
  /** Another unit that has sent a file with these bytes under the directive. */
  sameFileFrom(sha256: string, by: AssignmentKey): Promise<UnitId | undefined>;
}

/** Where the ladder of an assignment stands. */
export interface LadderPosition {
  /** Up to which moment its steps have been dealt with. */
  readonly through: Instant;
  readonly nextAt: Instant | undefined;
  readonly sent: RemindersSent;
}

/** A ladder, and the assignment that it belongs to where something of it lies ahead. */
export interface LadderOf {
  readonly key: AssignmentKey;
  readonly ladder: LadderPosition;
  readonly assignment?: Assignment;
}

/** Something to tell a person on a day. */
export interface RoundAddition {
  readonly personId: PersonId;
  readonly day: LocalDate;
  readonly dueAt: Instant;
  readonly notices: readonly Notice[];
}

export interface ReminderStore {
  ladder(key: AssignmentKey): Promise<LadderPosition | undefined>;
  /**
   * Where the ladders of many assignments stand, in no particular order, with the assignment where the ladder goes on. Those
   * of which nothing but their own row is needed (no plan was sent) are read a hundred at a time.
   */
  ladders(keys: readonly AssignmentKey[]): Promise<LadderOf[]>;
  /**
   * Moves the ladder from one position to the next and adds to people's rounds, in one write. 'conflict' when another
   * sweep moved it first, the assignment has changed since `assignment` was loaded, or one of the rounds was ordered.
   */
  advance(step: {
    readonly assignment: Assignment;
    readonly from: Instant;
    readonly to: LadderPosition;
    readonly rounds: readonly RoundAddition[];
  }): Promise<CommitResult>;
  /** Has the week of a directive looked at from that moment on; left alone where it is looked at already. */
  startWeeks(directiveId: DirectiveId, at: Instant): Promise<void>;
  /** Moves a directive's week on, or ends it, and adds to people's rounds, in one write; 'conflict' as above. */
  advanceWeek(step: {
    readonly directiveId: DirectiveId;
    readonly from: Instant;
    readonly nextAt: Instant | undefined;
    readonly rounds: readonly RoundAddition[];
  }): Promise<CommitResult>;
}

/** What people are told on a day: see {@link Round}. */
export interface RoundStore {
  find(personId: PersonId, day: LocalDate): Promise<Round | undefined>;
  /** 'conflict' when the day's round was ordered: then it is for another day. */
  add(addition: RoundAddition): Promise<CommitResult>;
  /** Orders the round's letters, which uses the day up; 'conflict' when it has changed since it was found. */
  order(round: Round, letters: readonly LetterOrder[], now: Instant): Promise<CommitResult>;
  /**
   * Uses the round's day up without a letter and adds what it tells to another round, in one write: two sweeps at once
   * carry it over once. 'conflict' when either has changed since it was found.
   */
  carryOver(round: Round, to: RoundAddition): Promise<CommitResult>;
}

export interface DirectiveStore {
  /** The directive without its unit ids, which are many; undefined when there is none. */
  brief(id: DirectiveId): Promise<DirectiveBrief | undefined>;
  load(id: DirectiveId): Promise<Directive | undefined>;
  list(): Promise<Directive[]>;
  /** Stores a draft; 'exists' when the id is taken, with whatever content. */
  create(content: DirectiveContent, unitIds: readonly UnitId[], now: Instant): Promise<'created' | 'exists'>;
  /** Moves a draft to open and orders the letters; 'conflict' when it is no draft any more. */
  open(id: DirectiveId, letters: readonly LetterOrder[], now: Instant): Promise<CommitResult>;
  close(id: DirectiveId, now: Instant): Promise<CommitResult>;
  /** Replaces what an open directive asks, on the condition that it is still `from`. */
  amend(from: Directive, content: DirectiveContent): Promise<CommitResult>;
  /** Puts more units on the list of an open directive, on the condition that it and its list are still as in `from`. */
  addUnits(from: Directive, unitIds: readonly UnitId[]): Promise<CommitResult>;
}

export interface RegisterStore {
  unit(id: UnitId): Promise<Unit | undefined>;
  units(): Promise<Unit[]>;
  person(id: PersonId): Promise<Person | undefined>;
  /** The persons that exist among the ids. */
  people(ids: readonly PersonId[]): Promise<Person[]>;
  /** Everybody registered with that address, which is compared without regard to case. */
  personByAddress(address: string): Promise<Person | undefined>;
  /** Who has which of the addresses, by the address in small letters. */
  ownersOf(addresses: readonly string[]): Promise<ReadonlyMap<string, PersonId>>;
  putUnit(unit: Unit): Promise<void>;
  /**
   * Stores a unit in place of what was found, undefined for nothing, and orders letters, in one write; 'conflict' where
   * something else is stored meanwhile. Letters ordered before are left alone.
   */
  replaceUnit(
    before: Unit | undefined,
    unit: Unit,
    letters: readonly LetterOrder[],
    now: Instant,
  ): Promise<CommitResult>;
  /** 'address_taken' when another person has the address. */
  putPerson(person: Person): Promise<'put' | 'address_taken'>;
  /**
   * Changes a person as found at that moment; `to` is asked again where somebody else has changed the person meanwhile, so
   * that of two changes at once neither is lost. undefined when there is no such person.
   */
  changePerson(id: PersonId, to: (person: Person) => Person): Promise<Person | 'address_taken' | undefined>;
  calendar(id: string): Promise<WorkingCalendar | undefined>;
  putCalendar(calendar: WorkingCalendar): Promise<void>;
}

export interface UploadStore {
  find(key: AssignmentKey, uploadId: string): Promise<Upload | undefined>;
  list(key: AssignmentKey): Promise<Upload[]>;
  /** @throws when the id exists already. */
  create(upload: Upload): Promise<void>;
  /** Moves an upload on, and orders letters, if it still has the status of `from`; 'conflict' otherwise. */
  move(from: Upload, to: Upload, letters: readonly LetterOrder[], now: Instant): Promise<CommitResult>;
}

/** What SES can tell of a mail that it took; `delayed`: it goes on trying. */
export type FeedbackStatus = 'delivered' | 'delayed' | 'bounced' | 'complained';

export interface Outbox {
  find(ref: MailRef): Promise<Mail | undefined>;
  /**
   * Takes the mail for one attempt if it waits, or if an earlier attempt's lease has run out.
   * undefined when there is nothing to do: sent, in another's hands, or not yet due.
   */
  claim(ref: MailRef, now: Instant): Promise<Extract<Mail, { status: 'sending' }> | undefined>;
  /** Stores what became of a claimed mail; 'conflict' when the claim was lost meanwhile. */
  settle(claimed: Extract<Mail, { status: 'sending' }>, outcome: Mail): Promise<CommitResult>;
  /** Records what SES reports of a sent mail. Repeats and late news are harmless. */
  recordFeedback(
    ref: MailRef,
    news: {
      readonly status: FeedbackStatus;
      readonly detail: string;
      readonly messageId: string;
    },
    now: Instant,
  ): Promise<void>;
  /** Orders letters outside any transition; those ordered before are left alone. */
  order(letters: readonly LetterOrder[], now: Instant): Promise<void>;
  /** All mails about a directive and its assignments' units, for one assignment or for the directive itself. */
  listFor(scope: MailRef['scope']): Promise<Mail[]>;
}

/** How mail reaches a person, and how much of it the person wants. */
export interface MailStanding {
  /** Since when and why nothing reaches the address; the address as it was then. */
  readonly undeliverable?: { readonly address: string; readonly since: Instant; readonly why: string };
  /** Links given out before are dead: they went to another address. */
  readonly linksFrom?: Instant;
  readonly rhythm: MailRhythm;
}

/** Something of an assignment that did not reach somebody. */
export interface NotDelivered {
  readonly directiveId: DirectiveId;
  readonly unitId: UnitId;
  readonly personId: PersonId;
  readonly since: Instant;
}

export interface DeliveryStore {
  standing(personId: PersonId): Promise<MailStanding>;
  setRhythm(personId: PersonId, rhythm: MailRhythm): Promise<void>;
  /**
   * Notes that nothing reaches an address, and orders the letters that tell the office; 'known' when that was noted
   * before, and then nothing is ordered.
   */
  markUndeliverable(
    mark: { readonly personId: PersonId; readonly address: string; readonly why: string },
    letters: readonly LetterOrder[],
    now: Instant,
  ): Promise<'marked' | 'known'>;
  /** The address was put right: mail goes out again, and links to the old address are dead. */
  readdress(personId: PersonId, now: Instant): Promise<void>;
  noteNotDelivered(mark: NotDelivered): Promise<void>;
  /** What of a directive's mail did not reach somebody. */
  notDeliveredIn(directiveId: DirectiveId): Promise<NotDelivered[]>;
  /** What did not reach a person. */
  notDeliveredTo(personId: PersonId): Promise<NotDelivered[]>;
  forgetNotDelivered(mark: NotDelivered): Promise<void>;
}

export interface LinkStore {
  put(link: Link): Promise<void>;
  find(tokenHash: string): Promise<Link | undefined>;
  /** Takes one try from the link's code and says how many are left then; undefined when there was none to take. */
  spendTry(tokenHash: string): Promise<number | undefined>;
  /** Gives a try back that was taken for the right code. */
  returnTry(tokenHash: string): Promise<void>;
  /** Lets a link that is in use live longer. */
  extend(tokenHash: string, expiresAt: Instant): Promise<void>;
  /** Everything that a person has ever had a link to. */
  subjectsOf(personId: PersonId): Promise<LinkSubject[]>;
}

/** Something that the due index says must be looked at. */
export type DueThing =
  | { readonly kind: 'reminders'; readonly dueAt: Instant; readonly key: AssignmentKey }
  | { readonly kind: 'mail'; readonly dueAt: Instant; readonly ref: MailRef }
  | { readonly kind: 'week'; readonly dueAt: Instant; readonly directiveId: DirectiveId }
  | { readonly kind: 'round'; readonly dueAt: Instant; readonly personId: PersonId; readonly day: LocalDate }
  | { readonly kind: 'upload'; readonly dueAt: Instant; readonly key: AssignmentKey; readonly uploadId: string };

export interface DueIndex {
  /** What is due at a moment, the longest waiting first, at most `limit` of each shard. */
  due(now: Instant, limit: number): Promise<DueThing[]>;
  /** When the next thing after `now` falls due. */
  nextAfter(now: Instant): Promise<Instant | undefined>;
}

/** What a browser needs to send one file straight to the store. */
export interface UploadTicket {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly expiresAt: Instant;
}

/** An object as the bucket lists it. */
export interface StoredObject {
  readonly objectKey: string;
  /** Bytes. */
  readonly size: number;
}

export interface DocumentStore {
  /** A URL that takes exactly the announced bytes, once. */
  uploadTicket(file: {
    readonly objectKey: string;
    readonly contentType: string;
    readonly size: number;
    readonly sha256: string;
  }): Promise<UploadTicket>;
  /**
   * A short-lived URL that gives the object with the given name, as an attachment. `inline` lets the browser show it and
   * is for PDFs alone: whatever lies there is given as one.
   */
  downloadUrl(
    objectKey: string,
    name: string,
    contentType: string,
    disposition?: 'attachment' | 'inline',
  ): Promise<string>;
  /** undefined when there is no such object. */
  head(objectKey: string): Promise<{ readonly size: number; readonly sha256: string | undefined } | undefined>;
  read(objectKey: string): Promise<AsyncIterable<Uint8Array>>;
  /** Every object among the uploads, ordered by key. */
  listUploads(): AsyncIterable<StoredObject>;
  put(objectKey: string, body: Uint8Array, contentType: string): Promise<void>;
  /** Marks an object as of no further use. The store itself removes it, a month later. */
  discard(objectKey: string): Promise<void>;
}

export interface StrayStore {
  note(stray: Stray): Promise<'new' | 'known'>;
  list(): Promise<Stray[]>;
  forget(objectKey: string): Promise<void>;
}

export interface Exports {
  /** 'exists' when the id is taken. */
  create(request: ReportRequest): Promise<'created' | 'exists'>;
  find(directiveId: DirectiveId, id: string): Promise<ReportRequest | undefined>;
  list(directiveId: DirectiveId): Promise<ReportRequest[]>;
  /** The approval sheets of an assignment, oldest first: one for each time it was approved. */
  sheets(key: AssignmentKey): Promise<SheetRequest[]>;
  finish(request: ExportRequest, result: ExportRequest['state']): Promise<void>;
}

/** A file that is built in the background. */
export type ExportRequest = ReportRequest | SheetRequest;

interface ExportBase {
  readonly id: string;
  readonly directiveId: DirectiveId;
  readonly requestedAt: Instant;
  /** `tries`: how often building it has begun. */
  readonly state:
    | { readonly kind: 'requested'; readonly tries?: number }
    | {
        readonly kind: 'ready';
        readonly objectKey: string;
        readonly size: number;
        readonly sha256: string;
        /** Of a report: the moment at which everything in it was read. */
        readonly asOf?: Instant;
      }
    | { readonly kind: 'failed'; readonly failedAt: Instant };
}

/** A dated snapshot of the report, filed as one ZIP. */
export interface ReportRequest extends ExportBase {
  readonly kind: 'report';
  readonly requestedBy: PersonId;
}

/** The sheet of an approved plan. `requestedAt` is the moment of the approval. */
export interface SheetRequest extends ExportBase {
  readonly kind: 'approval_sheet';
  /** `event`: number of the event that approved the plan. */
  readonly subject: { readonly unitId: UnitId; readonly version: number; readonly event: number };
}

/**
 * Prints one page of A4 as a PDF: the first of the given ones that fits. The same page always gives the same bytes.
 * @throws when none fits
 */
export type PrintPage = (pages: readonly PrintedPage[]) => Promise<Uint8Array>;

/** Looks into a document: what it is, whether it is whole and harmless, what can be read in it. */
export type InspectDocument = (file: {
  readonly size: number;
  readonly name: string;
  readonly items: readonly DirectiveItem[];
  readonly stream: () => Promise<AsyncIterable<Uint8Array>>;
}) => Promise<InspectionOutcome>;

export type SendResult =
  | { readonly kind: 'sent'; readonly messageId: string }
  /** Worth another try: throttled, out of reach. */
  | { readonly kind: 'try_again'; readonly detail: string }
  /** Never going to work: the address or the letter is refused. */
  | { readonly kind: 'refused'; readonly detail: string };

/** What a letter carries outside its text. */
export interface Envelope {
  /** The authority in whose name it goes out. */
  readonly from?: string;
  /** Addresses of the office, for whoever answers. */
  readonly replyTo?: readonly string[];
  /** Letters of one assignment share it, so that a mailbox can show them together. */
  readonly thread?: string;
  /** Where a reader, or the reader's mail program with one POST, stops digests. */
  readonly unsubscribeUrl?: string;
}

export interface Mailer {
  send(letter: RenderedLetter, to: Person, ref: MailRef, envelope?: Envelope): Promise<SendResult>;
}

/** Waits for its turn where an account may send only so many mails a second; false when it would take too long. */
export type MailPace = () => Promise<boolean>;

/** 32 random bytes in base64url, from a source that nobody can guess. */
export type MintToken = () => string;

/** Six digits, from the same kind of source. */
export type MintCode = () => string;

/** Notes of what happened, with codes and ids only: never names, addresses, texts or tokens. */
export interface Log {
  info(message: string, facts?: Readonly<Record<string, string | number | boolean>>): void;
  warn(message: string, facts?: Readonly<Record<string, string | number | boolean>>): void;
  error(message: string, facts?: Readonly<Record<string, string | number | boolean>>, cause?: unknown): void;
}

/** What SES tells about one mail that it was given. */
export interface MailNews {
  /** The reference that the mail carried as its tag; undefined for a mail that is none of ours. */
  readonly reference: string | undefined;
  readonly stage: string | undefined;
  readonly messageId: string;
  readonly status: FeedbackStatus;
  readonly detail: string;
  /** The address that it is about, as the mail was sent to it. */
  readonly address?: string;
}

/** Packs named files into one ZIP. */
export type PackFiles = (files: Readonly<Record<string, string>>) => Uint8Array;

/** Everything that the use cases reach the outside with; each takes the part it needs. */
export interface Services {
  readonly assignments: AssignmentStore;
  readonly audit: RecordAudit;
  readonly reminders: ReminderStore;
  readonly rounds: RoundStore;
  readonly deliveries: DeliveryStore;
  readonly directives: DirectiveStore;
  readonly register: RegisterStore;
  readonly uploads: UploadStore;
  readonly traces: PlanTraces;
  readonly outbox: Outbox;
  readonly links: LinkStore;
  readonly due: DueIndex;
  readonly documents: DocumentStore;
  readonly exports: Exports;
  readonly strays: StrayStore;
  readonly log: Log;
}
