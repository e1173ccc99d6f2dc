import * as z from 'zod';
import { type Directive, partitionsFor } from '../../domain/directive.ts';
import type { CommitResult, DirectiveStore } from '../../usecases/ports.ts';
import { keys, ranges } from './keys.ts';
import { mailItems } from './outbox.ts';
import { contentOf, open, row } from './rows.ts';
import { directiveContent } from './schemas/directive.ts';
import { absent, type Condition, putItem, type RawRow, type Table, type TransactItem } from './table.ts';

/** Unit ids in one row: 2,000 of 40 characters stay far below DynamoDB's 400 KB. */
const chunkSize = 2_000;

const stored = z.lazy(() =>
  z.strictObject({
    content: directiveContent,
    status: z.enum(['draft', 'open', 'closed']),
    reportPartitions: z.number().int().positive(),
    openedAt: z.string().exactOptional(),
    closedAt: z.string().exactOptional(),
  }),
);
const unitChunk = z.array(z.string());

const chunksIn = (rows: readonly RawRow[]): RawRow[] => rows.filter((raw) => open(raw).entity === 'directive_units');

const assemble = (rows: readonly RawRow[]): Directive | undefined => {
  const main = rows.find((raw) => open(raw).entity === 'directive');
  if (!main) return undefined;
  const chunks = chunksIn(rows);
  return { ...contentOf(stored, main), unitIds: chunks.flatMap((raw) => contentOf(unitChunk, raw)) };
};

/** Holds while the directive has the status and asks what was read. */
const unchanged = ({ status, content }: Directive): Condition => ({
  expression: '#data.#status = :status AND #data.#content = :content',
  names: { '#data': 'data', '#status': 'status', '#content': 'content' },
  values: { ':status': status, ':content': content },
});

const directiveRow = ({ unitIds: _unitIds, ...rest }: Directive): RawRow =>
  row(keys.directive(rest.content.id), 'directive', rest);

/** Rows for more unit ids, after the rows that there are: whoever adds at the same moment finds the place taken. */
const unitRows = (tableName: string, id: string, unitIds: readonly string[], before: number): TransactItem[] =>
  Array.from({ length: Math.ceil(unitIds.length / chunkSize) }, (_, chunk) => {
    const ids = unitIds.slice(chunk * chunkSize, (chunk + 1) * chunkSize);
    return putItem(tableName, row(keys.directiveUnits(id, before + chunk + 1), 'directive_units', ids), absent);
  });

export const directiveStore = (table: Table): DirectiveStore => {
  const load = async (id: string): Promise<Directive | undefined> => assemble(await table.query(ranges.directive(id)));

  const move = async (from: Directive, to: Directive, others: readonly TransactItem[]): Promise<CommitResult> => {
    const result = await table.transact(
      [putItem(table.name, directiveRow(to), unchanged(from)), ...others],
      JSON.stringify([directiveRow(to), others]),
    );
    return result.kind === 'written' ? 'committed' : 'conflict';
  };

  return {
    brief: async (id) => {
      const raw = await table.get(keys.directive(id));
      return raw ? contentOf(stored, raw) : undefined;
    },
    load,
    list: async () => {
      const listed = (await table.query(ranges.directives())).map((raw) => contentOf(z.string(), raw));
      const found = await Promise.all(listed.map(load));
      return found.filter((directive) => directive !== undefined);
    },
    create: async (content, unitIds) => {
      const draft: Directive = { content, status: 'draft', unitIds, reportPartitions: partitionsFor(unitIds.length) };
      const items = [
        putItem(table.name, directiveRow(draft), absent),
        putItem(table.name, row(keys.directiveListed(content.id), 'directive_listed', content.id)),
        ...unitRows(table.name, content.id, unitIds, 0),
      ];
      return (await table.transact(items, JSON.stringify([content, unitIds]))).kind === 'written'
        ? 'created'
        : 'exists';
    },
    open: async (id, letters, now) => {
      const draft = await load(id);
      if (draft?.status !== 'draft') return 'conflict';
      return move(draft, { ...draft, status: 'open', openedAt: now }, mailItems(table.name, letters, now));
    },
    close: async (id, now) => {
      for (;;) {
        const current = await load(id);
        if (current?.status !== 'open') return 'conflict';
        // Amended meanwhile: what was asked last is what is closed.
        if ((await move(current, { ...current, status: 'closed', closedAt: now }, [])) === 'committed')
          return 'committed';
      }
    },
    amend: async (from, content) => {
      if (from.status !== 'open') return 'conflict';
      const result = await table.put(directiveRow({ ...from, content }), unchanged(from));
      return result === 'put' ? 'committed' : 'conflict';
    },
    addUnits: async (from, unitIds) => {
      const { id } = from.content;
      const rows = await table.query(ranges.directive(id));
      const same = assemble(rows)?.unitIds.join() === from.unitIds.join();
      if (from.status !== 'open' || !same) return 'conflict';
      // The directive's own row is written as it is, on the condition that nobody has closed or amended it.
      return move(from, from, unitRows(table.name, id, unitIds, chunksIn(rows).length));
    },
  };
};
