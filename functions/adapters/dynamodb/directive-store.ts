import * as z from 'zod';
import { type Directive, partitionsFor } from '../../domain/directive.ts';
import type { CommitResult, DirectiveStore } from '../../usecases/ports.ts';
import { keys, ranges } from './keys.ts';
import { mailItems } from './outbox.ts';
import { contentOf, open, row } from './rows.ts';
import { directiveContent } from './schemas.ts';
import { absent, type Condition, putItem, type RawRow, type Table, type TransactItem } from './table.ts';

/** Unit ids in one row: 2,000 of 40 characters stay far below DynamoDB's 400 KB. */
const chunkSize = 2_000;

const stored = z.strictObject({
  content: directiveContent,
  status: z.enum(['draft', 'open', 'closed']),
  reportPartitions: z.number().int().positive(),
  openedAt: z.string().exactOptional(),
  closedAt: z.string().exactOptional(),
});
const unitChunk = z.array(z.string());

const assemble = (rows: readonly RawRow[]): Directive | undefined => {
  const main = rows.find((raw) => open(raw).entity === 'directive');
  if (!main) return undefined;
  const chunks = rows.filter((raw) => open(raw).entity === 'directive_units');
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

export const directiveStore = (table: Table): DirectiveStore => {
  const load = async (id: string): Promise<Directive | undefined> => assemble(await table.query(ranges.directive(id)));

  const move = async (from: Directive, to: Directive, others: readonly TransactItem[]): Promise<CommitResult> => {
    const result = await table.transact(
      [putItem(table.name, directiveRow(to), unchanged(from)), ...others],
      JSON.stringify(directiveRow(to)),
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
      ];
      for (let chunk = 0; chunk * chunkSize < unitIds.length; chunk += 1) {
        const ids = unitIds.slice(chunk * chunkSize, (chunk + 1) * chunkSize);
        items.push(putItem(table.name, row(keys.directiveUnits(content.id, chunk + 1), 'directive_units', ids)));
      }
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
  };
};
