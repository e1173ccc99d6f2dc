import { nearest } from './nearest.ts';
import type { Problem, ProblemCode } from './problem.ts';
import { placesIn, problemAt, textAt } from './validate.ts';
import type { Path, YamlSource } from './yaml-source.ts';

export type ReferenceKind = 'person' | 'unit' | 'calendar';

/** A place in a file that names something by its id. */
export interface Reference {
  readonly kind: ReferenceKind;
  readonly id: string;
  readonly source: YamlSource;
  readonly path: Path;
}

/** What reading files gives: a value when nothing is wrong in them, and what they refer to outside themselves. */
export interface Reading<Value> {
  readonly value: Value | undefined;
  readonly problems: readonly Problem[];
  readonly references: readonly Reference[];
}

/** The ids of each kind that exist. */
export type KnownIds = Readonly<Record<ReferenceKind, ReadonlySet<string>>>;

/** The references in a list of ids. */
export const referencesIn = (source: YamlSource, path: Path, kind: ReferenceKind): Reference[] =>
  placesIn(source, path).flatMap((place) => referenceAt(source, place, kind));

/** The reference at one place; none when there is no id. */
export const referenceAt = (source: YamlSource, path: Path, kind: ReferenceKind): Reference[] => {
  const id = textAt(source, path);
  return id === undefined || id === '' ? [] : [{ kind, id, source, path }];
};

const unknownCodes: Readonly<Record<ReferenceKind, readonly [plain: ProblemCode, near: ProblemCode]>> = {
  person: ['input.unknown_person', 'input.unknown_person_near'],
  unit: ['input.unknown_unit', 'input.unknown_unit_near'],
  calendar: ['input.unknown_calendar', 'input.unknown_calendar_near'],
};

/** Guessing costs a comparison with every known id; nobody reads hundreds of guesses. */
const mostGuesses = 100;

/** The references that lead nowhere. */
export const unknownReferences = (references: readonly Reference[], known: KnownIds): Problem[] =>
  references
    .filter(({ kind, id }) => !known[kind].has(id))
    .map(({ kind, id, source, path }, index) => {
      const guess = index < mostGuesses ? nearest(id, known[kind]) : undefined;
      const [plain, near] = unknownCodes[kind];
      return guess === undefined
        ? problemAt(source, path, plain, { id }, 'leave_out')
        : problemAt(source, path, near, { id, nearest: guess }, 'leave_out');
    });

/** Where something was first seen, by what makes it the same. */
export type FirstSeen = Map<string, string>;

/**
 * Members of a list (or one field of them) that occurred before: in the list itself, or in another one read with the
 * same `seen`. Compared as text after `normal`.
 */
export const repeatedIn = (
  source: YamlSource,
  path: Path,
  code: ProblemCode,
  options: { readonly field?: string; readonly normal?: (text: string) => string; readonly seen?: FirstSeen } = {},
): Problem[] => {
  const { field, normal = (text: string) => text, seen = new Map() } = options;
  return placesIn(source, path).flatMap((member) => {
    const place = field === undefined ? member : [...member, field];
    const text = textAt(source, place);
    if (text === undefined) return [];
    const first = seen.get(normal(text));
    if (first !== undefined) return [problemAt(source, place, code, { first })];
    const { line, column } = source.locate(place);
    seen.set(normal(text), `${source.file}:${line}:${column}`);
    return [];
  });
};
