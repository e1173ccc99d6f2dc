import * as z from 'zod';
import { type CliMessageKey, messagesVi } from '../messages.vi.ts';
import { carried } from './expectations.ts';
import { nearest } from './nearest.ts';
import type { Found, Problem, ProblemCode } from './problem.ts';
import type { Path, YamlSource } from './yaml-source.ts';

const isCode = (code: string): code is ProblemCode & CliMessageKey =>
  code.startsWith('input.') && Object.hasOwn(messagesVi, code);

const member = (value: unknown, key: string | number): unknown =>
  value !== null && typeof value === 'object' && Object.hasOwn(value, key)
    ? Object.getOwnPropertyDescriptor(value, key)?.value
    : undefined;

/** Whatever stands at a path, before anything is checked. */
export const valueAt = (value: unknown, path: Path): unknown => path.reduce(member, value);

const listAt = (value: unknown, path: Path): readonly unknown[] => {
  const found = valueAt(value, path);
  return Array.isArray(found) ? found : [];
};

/** The places of a list's members; none when there is no list. */
export const placesIn = (source: YamlSource, path: Path): Path[] =>
  listAt(source.value, path).map((_, index) => [...path, index]);

/** The text at a path, whether or not the rest of the file is right. */
export const textAt = (source: YamlSource, path: Path): string | undefined => {
  const value = valueAt(source.value, path);
  return typeof value === 'string' ? value : undefined;
};

/** "units[dich-vong].clerks[2]": members by their id where they have one, else counted from 1. */
const shownPath = (value: unknown, path: Path): string => {
  let shown = '';
  let here: unknown = value;
  for (const step of path) {
    here = member(here, step);
    const name = member(here, 'id');
    if (typeof step === 'string') shown += shown === '' ? step : `.${step}`;
    else shown += typeof name === 'string' && name !== '' ? `[${name}]` : `[${step + 1}]`;
  }
  return shown;
};

const foundIn = (value: unknown): Found => {
  if (value === undefined || value === null) return { kind: 'nothing' };
  if (Array.isArray(value)) return { kind: value.length === 0 ? 'empty' : 'list' };
  if (typeof value === 'object') return { kind: 'mapping' };
  const text = typeof value === 'string' ? value.replace(/\s+/gu, ' ').trim() : String(value);
  return text === '' ? { kind: 'empty' } : { kind: 'value', text: typeof value === 'string' ? `"${text}"` : text };
};

/** A problem with what stands (or is missing) at a path. */
export const problemAt = (
  source: YamlSource,
  path: Path,
  code: ProblemCode,
  params: Problem['params'] = {},
  found: 'show' | 'leave_out' = 'show',
): Problem => ({
  file: source.file,
  at: source.locate(path),
  path: shownPath(source.value, path),
  code,
  params,
  ...(found === 'show' ? { found: foundIn(valueAt(source.value, path)) } : {}),
});

/** The names that the schema knows at a path. */
const fieldsAt = (schema: unknown, path: Path): string[] => {
  let here = schema;
  const open = (): void => {
    for (;;) {
      if (here instanceof z.ZodOptional || here instanceof z.ZodDefault || here instanceof z.ZodNonOptional) {
        here = here.unwrap();
      } else if (here instanceof z.ZodPipe) here = here.in;
      else return;
    }
  };
  for (const step of path) {
    open();
    if (here instanceof z.ZodObject) here = here.shape[step];
    else if (here instanceof z.ZodArray) here = here.element;
    else return [];
  }
  open();
  return here instanceof z.ZodObject ? Object.keys(here.shape) : [];
};

const unknownField = (source: YamlSource, schema: z.ZodType, path: Path, field: string): Problem => {
  const known = fieldsAt(schema, path);
  const guess = nearest(field, known);
  const place = [...path, field];
  return {
    file: source.file,
    at: source.locateKey(place),
    path: shownPath(source.value, place),
    ...(guess === undefined
      ? { code: 'input.unknown_field', params: { known: known.join(', ') } }
      : { code: 'input.unknown_field_near', params: { nearest: guess } }),
  };
};

const isStep = (step: PropertyKey): step is string | number => typeof step !== 'symbol';

const problemsOf = (source: YamlSource, schema: z.ZodType, issue: z.core.$ZodIssue): Problem[] => {
  const path = issue.path.filter(isStep);
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((field) => unknownField(source, schema, path, field));
  }
  const said = carried(issue.message, isCode);
  return [
    said
      ? problemAt(source, path, said.code, said.params)
      : problemAt(source, path, 'input.expected_other', { detail: issue.message }),
  ];
};

/** A file without the fields that stand empty ("notation:"): they count as left out. */
const withoutEmptyFields = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(withoutEmptyFields);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, field]) => field !== null)
      .map(([key, field]) => [key, withoutEmptyFields(field)]),
  );
};

/** Checks a file against a schema: the value it gives, or everything that is wrong with it. */
export const validate = <Schema extends z.ZodType>(
  source: YamlSource,
  schema: Schema,
): { readonly value: z.output<Schema> | undefined; readonly problems: readonly Problem[] } => {
  const parsed = schema.safeParse(withoutEmptyFields(source.value));
  if (parsed.success) return { value: parsed.data, problems: [] };
  return { value: undefined, problems: parsed.error.issues.flatMap((issue) => problemsOf(source, schema, issue)) };
};
