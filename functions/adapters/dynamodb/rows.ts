import * as z from 'zod';
import { StoredFault } from '../../usecases/ports.ts';
import type { PrimaryKey } from './keys.ts';
import type { RawRow } from './table.ts';

/** What a row holds, so that the stream's filters and a person looking at the table can tell. */
export type Entity =
  | 'assignment'
  | 'event'
  | 'version'
  | 'review'
  | 'question'
  | 'upload'
  | 'mail'
  | 'directive'
  | 'directive_units'
  | 'directive_listed'
  | 'export'
  | 'sheet'
  | 'unit'
  | 'person'
  | 'address'
  | 'link_subject'
  | 'round'
  | 'week'
  | 'mail_standing'
  | 'not_delivered'
  | 'pace'
  | 'calendar'
  | 'link'
  | 'notation_use'
  | 'file_use'
  | 'stray';

/** Half characters (a file name or a PDF may hold them) are no text to DynamoDB, which refuses the whole row. */
const wellFormed = (value: unknown): unknown => {
  if (typeof value === 'string') return value.toWellFormed();
  if (Array.isArray(value)) return value.map(wellFormed);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, wellFormed(member)]));
};

/** A row as it is stored: its keys, what it is, and the domain's own object under `data`. */
export const row = (
  key: PrimaryKey,
  entity: Entity,
  data: unknown,
  indexed: Readonly<Record<string, string>> = {},
): RawRow => ({ ...key, ...indexed, entity, data: wellFormed(data) });

const shell = z.lazy(() => z.object({ entity: z.string(), data: z.unknown() }));

/** The entity and the still unparsed content of a row. @throws StoredFault when the row names none */
export const open = (raw: RawRow): { readonly entity: string; readonly data: unknown } => {
  const parsed = shell.safeParse(raw);
  if (!parsed.success) throw new StoredFault('a stored row does not say what it is');
  return parsed.data;
};

/**
 * The content of a row, parsed.
 * @throws StoredFault when the row is not what it should be: better no answer than a wrong one.
 */
export const contentOf = <Schema extends z.ZodType>(schema: Schema, raw: RawRow): z.infer<Schema> => {
  const { entity, data } = open(raw);
  const parsed = schema.safeParse(data);
  if (parsed.success) return parsed.data;
  const places = parsed.error.issues.map((issue) => issue.path.join('.') || '(root)').join(', ');
  throw new StoredFault(`a stored row of kind "${entity}" does not parse at: ${places}`);
};
