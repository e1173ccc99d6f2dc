import { randomUUID } from 'node:crypto';
import { type Upload, uploadDueAt } from '../../domain/upload.ts';
import type { UploadStore } from '../../usecases/ports.ts';
import { dueKey, keys, ranges } from './keys.ts';
import { mailItems } from './outbox.ts';
import { contentOf, row } from './rows.ts';
import { upload } from './schemas/upload.ts';
import { absent, type Condition, putItem, type RawRow, type Table } from './table.ts';

/** An upload's row, in the due index for as long as something is to happen to it by itself. */
export const uploadRow = (of: Upload): RawRow => {
  const key = keys.upload(of, of.id);
  const at = uploadDueAt(of);
  return row(key, 'upload', of, at === undefined ? {} : dueKey(key, at));
};

/** What tells one moment of an upload from another within the same status. */
const telling = (upload: Upload): Readonly<Record<string, string | undefined>> => {
  switch (upload.status) {
    case 'uploading':
      return { checkAt: upload.checkAt, scan: upload.scan };
    case 'refused':
    case 'abandoned':
      return { discardAt: upload.discardAt };
    case 'submitted':
      return { harmfulSince: upload.harmfulSince };
    case 'scanning':
    case 'ready':
      return {};
  }
};

/** Holds while nobody has moved the upload on, renewed its ticket, noted a verdict of the scan or marked its bytes. */
export const stillAt = (upload: Upload): Condition => {
  const parts = Object.entries({ status: upload.status, ...telling(upload) });
  return {
    expression: parts
      .map(([name, value]) =>
        value === undefined ? `attribute_not_exists(#data.#${name})` : `#data.#${name} = :${name}`,
      )
      .join(' AND '),
    names: { '#data': 'data', ...Object.fromEntries(parts.map(([name]) => [`#${name}`, name])) },
    values: Object.fromEntries(parts.flatMap(([name, value]) => (value === undefined ? [] : [[`:${name}`, value]]))),
  };
};

export const uploadStore = (table: Table): UploadStore => ({
  find: async (of, uploadId) => {
    const raw = await table.get(keys.upload(of, uploadId));
    return raw ? contentOf(upload, raw) : undefined;
  },
  list: async (of) => (await table.query(ranges.uploads(of))).map((raw) => contentOf(upload, raw)),
  create: async (of) => {
    const result = await table.put(uploadRow(of), absent);
    if (result === 'refused') throw new Error(`upload ${of.id} exists already`);
  },
  move: async (from, to, letters, now) => {
    const items = [putItem(table.name, uploadRow(to), stillAt(from)), ...mailItems(table.name, letters, now)];
    const result = await table.transact(items, randomUUID());
    return result.kind === 'written' ? 'committed' : 'conflict';
  },
});
