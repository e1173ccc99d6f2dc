import * as z from 'zod';
import { mostOfUnit, type Person, type Unit } from '../../functions/domain/register.ts';
import { dayOfWeek, yearOf } from '../../functions/domain/time.ts';
import type { WorkingCalendar } from '../../functions/domain/working-calendar.ts';
import { address, expects, id, list, localDate, locale, mapping, text, wholeNumber } from './expectations.ts';
import { readDate } from './moments.ts';
import { inFileOrder, type Problem } from './problem.ts';
import { type FirstSeen, type Reading, type Reference, referencesIn, repeatedIn } from './references.ts';
import { placesIn, problemAt, textAt, validate, valueAt } from './validate.ts';
import { parseYaml, type YamlSource } from './yaml-source.ts';

/** What the office imports: who there is, and which days are worked. */
export interface RegisterContent {
  readonly people: readonly Person[];
  readonly units: readonly Unit[];
  readonly calendars: readonly WorkingCalendar[];
}

/** What the files of an import hold. */
export interface RegisterReading extends Reading<RegisterContent> {
  /** Ids of the people that the files name, whatever else is wrong in them. */
  readonly personIds: ReadonlySet<string>;
}

const person = mapping({
  id: id(),
  name: text(),
  title: text(),
  address: address(),
  locale: locale().default('vi'),
});

const unit = mapping({
  id: id(),
  name: text(),
  fullName: text(),
  aliases: list(text(), 0, 50).default([]),
  clerks: list(id(), 1, mostOfUnit),
  heads: list(id(), 0, mostOfUnit).default([]),
});

const kinds = ['holiday', 'compensation', 'swap_working'] as const;

const specialDay = mapping({
  date: localDate(),
  kind: z.enum(kinds, { error: expects('input.expected_one_of', { values: kinds.join(', ') }) }),
  name: text(),
  source: text().optional(),
  status: z.literal('expected', { error: expects('input.expected_one_of', { values: 'expected' }) }).optional(),
});

const calendar = mapping({
  id: id(),
  years: list(wholeNumber(1945, 2200), 1, 50),
  days: list(specialDay, 0, 1000),
});

const schema = mapping({
  people: list(person, 0, 100_000).optional(),
  units: list(unit, 0, 50_000).optional(),
  calendar: calendar.optional(),
});

const toPerson = ({ id, name, title, address, locale }: z.output<typeof person>): Person => ({
  id,
  name,
  title,
  address,
  locale,
});

const toCalendar = ({ id, years, days }: z.output<typeof calendar>): WorkingCalendar => ({
  id,
  years,
  days: days.map(({ source, status, ...day }) => ({
    ...day,
    ...(source === undefined ? {} : { source }),
    ...(status === undefined ? {} : { status }),
  })),
});

/** Special days that cannot be what they say they are. */
const oddDays = (source: YamlSource): Problem[] => {
  const years = valueAt(source.value, ['calendar', 'years']);
  const known = Array.isArray(years) ? years.filter((year) => typeof year === 'number') : [];
  return placesIn(source, ['calendar', 'days']).flatMap((place) => {
    const at = [...place, 'date'];
    const reading = readDate(textAt(source, at)?.trim() ?? '');
    if (reading.kind !== 'date') return [];
    const problems: Problem[] = [];
    // a make-up day may lie in the year after its day off, so the years next to a known one are no mistake
    if (known.length > 0 && !known.some((year) => Math.abs(year - yearOf(reading.date)) <= 1)) {
      problems.push(problemAt(source, at, 'input.day_out_of_years', { years: known.join(', ') }));
    }
    const weekend = dayOfWeek(reading.date) > 5;
    const kind = textAt(source, [...place, 'kind']);
    if (kind === 'swap_working' && !weekend) problems.push(problemAt(source, at, 'input.expected_weekend'));
    if (kind === 'compensation' && weekend) problems.push(problemAt(source, at, 'input.expected_weekday'));
    return problems;
  });
};

const dateKey = (text: string): string => {
  const reading = readDate(text.trim());
  return reading.kind === 'date' ? reading.date : text;
};

interface SeenInFiles {
  readonly people: FirstSeen;
  readonly addresses: FirstSeen;
  readonly units: FirstSeen;
  readonly calendars: FirstSeen;
}

const repetitions = (source: YamlSource, seen: SeenInFiles): Problem[] => {
  const lowerCase = (text: string): string => text.trim().toLowerCase();
  const calendarId = textAt(source, ['calendar', 'id']);
  const firstCalendar = calendarId === undefined ? undefined : seen.calendars.get(calendarId);
  if (calendarId !== undefined && firstCalendar === undefined) {
    const { line, column } = source.locate(['calendar', 'id']);
    seen.calendars.set(calendarId, `${source.file}:${line}:${column}`);
  }
  return [
    ...repeatedIn(source, ['people'], 'input.repeated_id', { field: 'id', seen: seen.people }),
    ...repeatedIn(source, ['people'], 'input.repeated_address', {
      field: 'address',
      normal: lowerCase,
      seen: seen.addresses,
    }),
    ...repeatedIn(source, ['units'], 'input.repeated_id', { field: 'id', seen: seen.units }),
    ...placesIn(source, ['units']).flatMap((place) =>
      ['clerks', 'heads'].flatMap((field) => repeatedIn(source, [...place, field], 'input.repeated_entry')),
    ),
    ...repeatedIn(source, ['calendar', 'days'], 'input.repeated_date', { field: 'date', normal: dateKey }),
    ...(firstCalendar === undefined
      ? []
      : [problemAt(source, ['calendar', 'id'], 'input.repeated_id', { first: firstCalendar })]),
  ];
};

const referencesOf = (source: YamlSource): Reference[] =>
  placesIn(source, ['units']).flatMap((place) =>
    ['clerks', 'heads'].flatMap((field) => referencesIn(source, [...place, field], 'person')),
  );

/**
 * Reads the files of one import: people, units and at most one calendar each. Entries may refer to each other across
 * files; people that no file names are left as references, for whoever knows the stored register. Never throws.
 */
export const readRegister = (files: readonly { readonly file: string; readonly text: string }[]): RegisterReading => {
  const problems: Problem[] = [];
  const references: Reference[] = [];
  const people: Person[] = [];
  const units: Unit[] = [];
  const calendars: WorkingCalendar[] = [];
  const seen: SeenInFiles = { people: new Map(), addresses: new Map(), units: new Map(), calendars: new Map() };
  for (const { file, text } of files) {
    const parsed = parseYaml(file, text);
    if (!parsed.ok) {
      problems.push(...parsed.problems);
      continue;
    }
    const { source } = parsed;
    const checked = validate(source, schema);
    problems.push(...checked.problems, ...repetitions(source, seen), ...oddDays(source));
    references.push(...referencesOf(source));
    const content = checked.value;
    if (!content) continue;
    if (!content.people && !content.units && !content.calendar) {
      problems.push(problemAt(source, [], 'input.nothing_to_import', {}, 'leave_out'));
    }
    people.push(...(content.people ?? []).map(toPerson));
    units.push(...(content.units ?? []));
    if (content.calendar) calendars.push(toCalendar(content.calendar));
  }
  return {
    value: problems.length === 0 ? { people, units, calendars } : undefined,
    problems: inFileOrder(problems),
    references: references.filter(({ id }) => !seen.people.has(id)),
    personIds: new Set(seen.people.keys()),
  };
};
