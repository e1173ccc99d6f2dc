import * as z from 'zod';
import type { PrimaryKey } from './keys.ts';
import type { RawRow } from './table.ts';

/** What a row holds, so that the stream's filters and a person looking at the table can tell. */
export type Entity =
  | 'assignment'
  | 'event'
  | 'version'
  | 'review'
  | 'ladder'
  | 'upload'
  | 'mail'
  | 'directive'
  | 'directive_units'
  | 'directive_listed'
  | 'export'
  | 'unit'
  | 'person'
  | 'address'
  | 'link_subject'
  | 'calendar'
  | 'link'
  | 'notation_use'
  | 'file_use';

/** A row as it is stored: its keys, what it is, and the domain's own object under `data`. */
export const row = (
  key: PrimaryKey,
  entity: Entity,
  data: unknown,
  indexed: Readonly<Record<string, string>> = {},
): RawRow => ({ ...key, ...indexed, entity, data });

const shell = z.object({ entity: z.string(), data: z.unknown() });

/** The entity and the still unparsed content of a row. */
export const open = (raw: RawRow): { readonly entity: string; readonly data: unknown } => shell.parse(raw);

/**
 * The content of a row, parsed.
 * @throws when the row is not what it should be: better no answer than a wrong one.
 */
export const contentOf = <Schema extends z.ZodType>(schema: Schema, raw: RawRow): z.infer<Schema> => {
  const { entity, data } = open(raw);
  const parsed = schema.safeParse(data);
  if (parsed.success) return parsed.data;
  const places = parsed.error.issues.map((issue) => issue.path.join('.') || '(root)').join(', ');
  throw new Error(`a stored row of kind "${entity}" does not parse at: ${places}`);
};
