import { createHash } from 'node:crypto';
import * as z from 'zod';
import { sheetOrderedBy } from '../../domain/approval-sheet.ts';
import type { Assignment, AssignmentKey, Question, Review } from '../../domain/assignment.ts';
import { type AssignmentEvent, canonicalJson } from '../../domain/history.ts';
import { summarize } from '../../domain/report.ts';
import type { Instant } from '../../domain/time.ts';
import { type AssignmentStore, StoredFault, type TransitionWrite } from '../../usecases/ports.ts';
import { attribute, index, keys, orders, type PrimaryKey, ranges, reportKey, reportPartitions } from './keys.ts';
import { expressionOf, ladderAttributes, ladderUpdate } from './ladder-rows.ts';
import { mailItems } from './outbox.ts';
import { tracesOf } from './plan-traces.ts';
import { contentOf, open, row } from './rows.ts';
import { assignmentHead } from './schemas/assignment.ts';
import { assignmentEvent } from './schemas/event.ts';
import { planVersion } from './schemas/plan.ts';
import { question, review } from './schemas/review.ts';
import { decodeSummary, encodeSummary } from './summary-codec.ts';
import { absent, putItem, type RawRow, type Table, type TransactItem, updateItem } from './table.ts';
import { stillAt, uploadRow } from './upload-store.ts';

const headExtras = z.lazy(() => z.object({ parts: z.string() }));

/** What the head knows of the rows that belong to it: enough to tell that one of them is of another moment. */
export const partsOf = ({
  versions,
  reviews,
  questions,
}: Pick<Assignment, 'versions' | 'reviews' | 'questions'>): string =>
  createHash('sha256')
    .update(canonicalJson([versions, reviews, questions]))
    .digest('hex')
    .slice(0, 16);

export const headOf = (assignment: Assignment) => {
  const { versions: _versions, reviews: _reviews, questions: _questions, ...head } = assignment;
  return head;
};

/** What of an assignment's row every transition changes. */
const changing = (assignment: Assignment): RawRow => ({
  data: row(keys.head(assignment), 'assignment', headOf(assignment))['data'],
  [attribute.summary]: encodeSummary(summarize(assignment)),
  parts: partsOf(assignment),
});

const newHead = (
  tableName: string,
  { transition: { after }, partitions = 1, remindAt }: TransitionWrite,
  now: Instant,
): TransactItem => {
  const key = keys.head(after);
  const head: RawRow = {
    ...row(key, 'assignment', headOf(after), reportKey(after, after.unitName, partitions)),
    ...changing(after),
    partitions,
    ...(remindAt === undefined ? {} : ladderAttributes(key, now, remindAt ?? undefined)),
  };
  return putItem(tableName, head, absent);
};

/** The row after a transition. Its ladder stays as it is, wherever a sweep has moved it, unless a new one begins. */
const movedHead = (
  tableName: string,
  before: Assignment,
  { transition: { after }, remindAt }: TransitionWrite,
  now: Instant,
): TransactItem => {
  const key = keys.head(after);
  const ladder = remindAt === undefined ? undefined : ladderUpdate(key, now, remindAt ?? undefined);
  const { data, [attribute.summary]: summary, parts } = changing(after);
  return updateItem(tableName, key, {
    expression: expressionOf({
      sets: ['#data = :data', '#summary = :summary', '#parts = :parts', ...(ladder?.sets ?? [])],
      removes: ladder?.removes ?? [],
    }),
    condition: '#data.#seq = :seq',
    names: { '#data': 'data', '#seq': 'seq', '#summary': attribute.summary, '#parts': 'parts', ...ladder?.names },
    values: { ':data': data, ':summary': summary, ':parts': parts, ':seq': before.seq, ...ladder?.values },
  });
};

/** An event; one that approves a plan also orders its sheet, for which the stream's filter looks. */
const eventRow = (event: AssignmentEvent): RawRow => ({
  // Parsed on the way in as well: a history that could not be read again would be lost for good.
  ...row(keys.event(event, event.seq), 'event', assignmentEvent.parse(event)),
  ...(sheetOrderedBy(event) === undefined ? {} : { [attribute.orders]: orders.sheet }),
});

const sameReview = (a: Review, b: Review): boolean =>
  a.version === b.version && a.stage === b.stage && a.reviewerId === b.reviewerId;

const differ = (then: unknown, now: unknown): boolean =>
  then === undefined || (then !== now && canonicalJson(then) !== canonicalJson(now));

/** The reviews that a transition opened, decided, closed or changed otherwise. */
const touchedReviews = (before: Assignment | undefined, after: Assignment): Review[] =>
  after.reviews.filter((now) =>
    differ(
      before?.reviews.find((then) => sameReview(then, now)),
      now,
    ),
  );

const touchedQuestions = (before: Assignment | undefined, after: Assignment): Question[] =>
  after.questions.filter((now) =>
    differ(
      before?.questions.find((then) => then.id === now.id),
      now,
    ),
  );

/** An assignment put together from the rows of its partition; `whole` when they are all of one moment. */
interface Assembled {
  readonly assignment: Assignment;
  readonly whole: boolean;
}

const assemble = (rows: readonly RawRow[]): Assembled | undefined => {
  const head = rows.find((raw) => open(raw).entity === 'assignment');
  if (!head) return undefined;
  const ofKind = (entity: string): RawRow[] => rows.filter((raw) => open(raw).entity === entity);
  const versions = ofKind('version').map((raw) => contentOf(planVersion, raw));
  const reviews = ofKind('review')
    .map((raw) => contentOf(storedReview, raw))
    .sort((a, b) => a.place - b.place)
    .map(({ place: _place, ...rest }): Review => rest);
  const questions = ofKind('question').map((raw) => contentOf(question, raw));
  const { parts } = extrasOf(head);
  const assignment = { ...contentOf(assignmentHead, head), versions, reviews, questions };
  return { assignment, whole: parts === partsOf(assignment) };
};

const extrasOf = (head: RawRow): z.infer<typeof headExtras> => {
  const parsed = headExtras.safeParse(head);
  if (parsed.success) return parsed.data;
  throw new StoredFault('a stored assignment misses what its row carries beside its content');
};

/** Whose row a head is. */
export const keyIn = (raw: RawRow): AssignmentKey => {
  const { directiveId, unitId } = contentOf(assignmentHead, raw);
  return { directiveId, unitId };
};

/** The assignment of a head to which no other row belongs yet: nothing was sent. undefined for any other. */
export const aloneIn = (raw: RawRow): Assignment | undefined => {
  const alone = { versions: [], reviews: [], questions: [] };
  return extrasOf(raw).parts === partsOf(alone) ? { ...contentOf(assignmentHead, raw), ...alone } : undefined;
};

/** How often an assignment is read again whose rows do not belong together. */
const readTries = 6;

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** Reviews keep the order in which they were opened, which their keys do not tell. */
export const storedReview = z.lazy(() => z.strictObject({ ...review.unwrap().shape, place: z.number().int() }));

const primaryKey = z.object({ [attribute.pk]: z.string(), [attribute.sk]: z.string() });
const rowName = ({ PK, SK }: PrimaryKey): string => `${PK} ${SK}`;

/**
 * A Query may meet a transaction whose rows are not all in place yet: a head that counts a decision, beside the review
 * that does not hold it. Judged by such a mixture, the last of two approvals would not be seen as the last.
 */
export const loadWhole = async (table: Table, of: AssignmentKey): Promise<Assignment | undefined> => {
  for (let tries = 1; tries <= readTries; tries += 1) {
    const found = assemble(await table.query(ranges.assignment(of)));
    if (!found || found.whole) return found?.assignment;
    await pause(Math.random() * 5 * 2 ** tries);
  }
  throw new StoredFault(`the stored rows of assignment ${of.directiveId}/${of.unitId} do not belong together`);
};

export const assignmentStore = (table: Table): AssignmentStore => {
  const itemsOf = (write: TransitionWrite, now: Instant): TransactItem[] => {
    const { before, event, after } = write.transition;
    const items: TransactItem[] = [
      before ? movedHead(table.name, before, write, now) : newHead(table.name, write, now),
      putItem(table.name, eventRow(event), absent),
    ];
    for (const plan of after.versions.slice(before?.versions.length ?? 0)) {
      items.push(putItem(table.name, row(keys.version(after, plan.version), 'version', plan), absent));
      items.push(...tracesOf(table.name, after, plan));
    }
    for (const touched of touchedReviews(before, after)) {
      const place = after.reviews.indexOf(touched);
      items.push(putItem(table.name, row(keys.review(after, touched), 'review', { ...touched, place })));
    }
    for (const touched of touchedQuestions(before, after)) {
      items.push(putItem(table.name, row(keys.question(after, touched.id), 'question', touched)));
    }
    for (const { from, to } of write.uploads ?? []) items.push(putItem(table.name, uploadRow(to), stillAt(from)));
    return [...items, ...mailItems(table.name, write.letters, now)];
  };

  return {
    load: (of) => loadWhole(table, of),
    history: async (of) => (await table.query(ranges.events(of))).map((raw) => contentOf(assignmentEvent, raw)),
    commit: async (write, now) => {
      const { event, after } = write.transition;
      const result = await table.transact(itemsOf(write, now), event.hash);
      if (result.kind === 'written') return 'committed';
      // The answer to an earlier try may have been lost on its way: then this very event is already there.
      const there = await table.get(keys.event(after, event.seq));
      return there && contentOf(assignmentEvent, there).hash === event.hash ? 'committed' : 'conflict';
    },
    reviewsAt: async (places) => {
      const wanted = new Map(places.map((place) => [rowName(keys.review(place, place)), place]));
      const rows = await table.getMany([...wanted.values()].map((place) => keys.review(place, place)));
      return rows.flatMap((raw) => {
        const { place: _place, ...found } = contentOf(storedReview, raw);
        const place = wanted.get(rowName(primaryKey.parse(raw)));
        return place ? [{ directiveId: place.directiveId, unitId: place.unitId, review: found }] : [];
      });
    },
    summaries: async (directive) => {
      const pages = await Promise.all(
        reportPartitions(directive.content.id, directive.reportPartitions).map((partition) =>
          table.queryIndex({ index: index.report, pk: { name: attribute.reportPk, value: partition } }),
        ),
      );
      return pages.flat().map((raw) => {
        const entry = indexEntry.safeParse(raw);
        if (entry.success) return decodeSummary(entry.data[attribute.reportSk], entry.data[attribute.summary]);
        throw new StoredFault(`a row of the report's index of ${directive.content.id} holds no summary`);
      });
    },
  };
};

const indexEntry = z.lazy(() => z.object({ [attribute.reportSk]: z.string(), [attribute.summary]: z.string() }));
