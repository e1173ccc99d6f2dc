import { randomUUID } from 'node:crypto';
import { type Upload, uploadDueAt } from '../../domain/upload.ts';
import type { UploadStore } from '../../usecases/ports.ts';
import { dueKey, keys, ranges } from './keys.ts';
import { mailItems } from './outbox.ts';
import { contentOf, row } from './rows.ts';
import { upload } from './schemas.ts';
import { absent, type Condition, putItem, type RawRow, type Table } from './table.ts';

/** An upload's row, in the due index for as long as something is to happen to it by itself. */
export const uploadRow = (of: Upload): RawRow => {
  const key = keys.upload(of, of.id);
  const at = uploadDueAt(of);
  return row(key, 'upload', of, at === undefined ? {} : dueKey(key, at));
};

/** Holds while nobody has moved the upload on, nor noted a verdict of the scan on it. */
export const stillAt = (upload: Upload): Condition => {
  const scan = upload.status === 'uploading' ? upload.scan : undefined;
  return {
    expression: `#data.#status = :status AND ${scan === undefined ? 'attribute_not_exists(#data.#scan)' : '#data.#scan = :scan'}`,
    names: { '#data': 'data', '#status': 'status', '#scan': 'scan' },
    values: { ':status': upload.status, ...(scan === undefined ? {} : { ':scan': scan }) },
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
