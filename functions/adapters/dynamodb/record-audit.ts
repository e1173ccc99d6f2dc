import * as z from 'zod';
import { sheetOrderedBy } from '../../domain/approval-sheet.ts';
import type { Assignment, AssignmentKey } from '../../domain/assignment.ts';
import { type AssignmentEvent, canonicalJson } from '../../domain/history.ts';
import { summarize } from '../../domain/report.ts';
import { type RecordAudit, type RecordDifference, type RecordName, StoredFault } from '../../usecases/ports.ts';
import { headOf, partsOf, storedReview } from './assignment-store.ts';
import {
  attribute,
  dueKey,
  index,
  isUploadSk,
  keys,
  orders,
  type PrimaryKey,
  parseAssignmentSk,
  parseReportSk,
  ranges,
  reportKey,
  reportPartitions,
} from './keys.ts';
import { ladderIn } from './ladder-rows.ts';
import { contentOf, open } from './rows.ts';
import { assignmentHead } from './schemas/assignment.ts';
import { assignmentEvent } from './schemas/event.ts';
import { planVersion } from './schemas/plan.ts';
import { question } from './schemas/review.ts';
import { encodeSummary } from './summary-codec.ts';
import type { RawRow, Table } from './table.ts';

/** A row that must be there: its key, and whether what is stored under it is right. */
interface Expected {
  readonly record: RecordName;
  readonly key: PrimaryKey;
  readonly agrees: (raw: RawRow) => boolean;
}

const primaryKey = z.lazy(() => z.object({ [attribute.pk]: z.string(), [attribute.sk]: z.string() }));

/** A row's sort key; every row has one, since nothing can be stored without. */
const skOf = (raw: RawRow): string => primaryKey.parse(raw)[attribute.sk];

const rowName = ({ PK, SK }: PrimaryKey): string => `${PK} ${SK}`;

/** What is read from a row; undefined where it is not what this service writes. */
const readable = <Value>(read: () => Value): Value | undefined => {
  try {
    return read();
  } catch (fault) {
    if (fault instanceof StoredFault || fault instanceof z.ZodError) return undefined;
    throw fault;
  }
};

const holds = (entity: string, schema: z.ZodType, content: unknown) => (raw: RawRow) => {
  if (readable(() => open(raw).entity) !== entity) return false;
  const stored = readable(() => contentOf(schema, raw));
  return stored !== undefined && canonicalJson(stored) === canonicalJson(content);
};

const expectedRows = (assignment: Assignment): Expected[] => [
  ...assignment.versions.map(
    (plan): Expected => ({
      record: { kind: 'version', version: plan.version },
      key: keys.version(assignment, plan.version),
      agrees: holds('version', planVersion, plan),
    }),
  ),
  ...assignment.reviews.map((review, place): Expected => {
    const { version, stage, reviewerId } = review;
    return {
      record: { kind: 'review', version, stage, reviewerId },
      key: keys.review(assignment, review),
      agrees: holds('review', storedReview, { ...review, place }),
    };
  }),
  ...assignment.questions.map(
    (asked): Expected => ({
      record: { kind: 'question', questionId: asked.id },
      key: keys.question(assignment, asked.id),
      agrees: holds('question', question, asked),
    }),
  ),
];

/** The index keys of the report, whichever of the possible numbers of partitions the directive has. */
const isReported = (raw: RawRow, { unitName, ...of }: Assignment): boolean => {
  const { partitions } = raw;
  if (typeof partitions !== 'number' || !Number.isInteger(partitions) || partitions < 1) return false;
  const wanted = reportKey(of, unitName, partitions);
  return raw[attribute.reportPk] === wanted.ReportPK && raw[attribute.reportSk] === wanted.ReportSK;
};

/** Whether a row is in the due index exactly where its ladder says. */
const ladderAgrees = (raw: RawRow, key: PrimaryKey): boolean => {
  const there = [raw[attribute.duePk], raw[attribute.dueSk]];
  if (raw['ladder'] === undefined) return there.every((part) => part === undefined);
  const ladder = readable(() => ladderIn(raw));
  if (!ladder) return false;
  if (ladder.nextAt === undefined) return there.every((part) => part === undefined);
  const { DuePK, DueSK } = dueKey(key, ladder.nextAt);
  return there[0] === DuePK && there[1] === DueSK;
};

/** The assignment's own row: its content, what the report shows of it, and when somebody is to be reminded. */
const headDifferences = (raw: RawRow | undefined, assignment: Assignment): RecordDifference[] => {
  const key = keys.head(assignment);
  const row = rowName(key);
  if (!raw) return [{ record: { kind: 'assignment' }, how: 'missing', row }];
  const content = holds('assignment', assignmentHead, headOf(assignment))(raw) && raw['parts'] === partsOf(assignment);
  const summary = raw[attribute.summary] === encodeSummary(summarize(assignment)) && isReported(raw, assignment);
  const parts: [RecordName['kind'] & ('assignment' | 'summary' | 'ladder'), boolean][] = [
    ['assignment', content],
    ['summary', summary],
    ['ladder', ladderAgrees(raw, key)],
  ];
  return parts.flatMap(([kind, agrees]) => (agrees ? [] : [{ record: { kind }, how: 'altered' as const, row }]));
};

const differencesFrom = (key: AssignmentKey, rows: ReadonlyMap<string, RawRow>, expected: Assignment | undefined) => {
  const wanted = expected ? expectedRows(expected) : [];
  const head = keys.head(key);
  const accounted = new Set([...(expected ? [head.SK] : []), ...wanted.map((one) => one.key.SK)]);
  return [
    ...(expected ? headDifferences(rows.get(head.SK), expected) : []),
    ...wanted.flatMap((one): RecordDifference[] => {
      const raw = rows.get(one.key.SK);
      if (raw && one.agrees(raw)) return [];
      return [{ record: one.record, how: raw ? 'altered' : 'missing', row: rowName(one.key) }];
    }),
    ...[...rows.keys()]
      .filter((sk) => !accounted.has(sk))
      .map(
        (sk): RecordDifference => ({
          record: parseAssignmentSk(sk),
          how: 'unexpected',
          row: rowName({ ...head, SK: sk }),
        }),
      ),
  ];
};

/** Whether an event's row is what was written for it: under its own number, and an order where it approves a plan. */
const isEventRow = (raw: RawRow, of: AssignmentKey, event: AssignmentEvent): boolean =>
  open(raw).entity === 'event' &&
  skOf(raw) === keys.event(of, event.seq).SK &&
  raw[attribute.orders] === (sheetOrderedBy(event) === undefined ? undefined : orders.sheet);

/** Reads rows without trusting any of them. */
export const recordAudit = (table: Table): RecordAudit => ({
  history: async (of) => {
    const events: AssignmentEvent[] = [];
    const unreadable: number[] = [];
    for (const raw of await table.query(ranges.events(of))) {
      const event = readable(() => contentOf(assignmentEvent, raw));
      if (event && isEventRow(raw, of, event)) events.push(event);
      else unreadable.push(Number.parseInt(skOf(raw).slice(2), 10));
    }
    return { events, unreadable };
  },
  differences: async (of, expected) => {
    const rows = await table.query(ranges.assignment(of));
    // Uploads are no part of the history: those that became a version are named, with their checksum, by the version.
    const bySk = new Map(rows.map((raw) => [skOf(raw), raw] as const).filter(([sk]) => !isUploadSk(sk)));
    return differencesFrom(of, bySk, expected);
  },
  reportedUnits: async (directiveId, partitions) => {
    const pages = await Promise.all(
      reportPartitions(directiveId, partitions).map((partition) =>
        table.queryIndex({ index: index.report, pk: { name: attribute.reportPk, value: partition } }),
      ),
    );
    return pages.flat().map((raw) => parseReportSk(String(raw[attribute.reportSk])).unitId);
  },
  isListed: async (directiveId) => (await table.get(keys.directiveListed(directiveId))) !== undefined,
});
