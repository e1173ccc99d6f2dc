import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { stringify } from 'yaml';
import { unknownReferences } from '../../../cli/input/references.ts';
import { readRegister } from '../../../cli/input/register-input.ts';
import { shown } from './problems-of.ts';
import { anId, aText, dateTexts, days, distinct } from './raw-inputs.ts';

const clerk = '- { id: clerk, name: Nguyễn Thu Hà, title: Văn thư, address: clerk@ward.example }';
const ward = '- { id: ward, name: Dịch Vọng, fullName: UBND phường Dịch Vọng, clerks: [clerk] }';

const problemsIn = (...texts: string[]): string[] =>
  shown(readRegister(texts.map((text, index) => ({ file: `${'abc'[index]}.yaml`, text }))).problems);

describe('reading the register', () => {
  it('takes people and units, with what they leave out', () => {
    const { value, references } = readRegister([{ file: 'a.yaml', text: `people:\n${clerk}\nunits:\n${ward}\n` }]);
    expect(value?.people[0]).toEqual({
      id: 'clerk',
      name: 'Nguyễn Thu Hà',
      title: 'Văn thư',
      address: 'clerk@ward.example',
      locale: 'vi',
    });
    expect(value?.units[0]).toMatchObject({ id: 'ward', aliases: [], clerks: ['clerk'], heads: [] });
    expect(references).toEqual([]);
  });

  it('lets units in one file name people of another', () => {
    const files = [`units:\n${ward}`, `people:\n${clerk}`].map((text, n) => ({ file: `${n}.yaml`, text }));
    expect(readRegister(files)).toMatchObject({ problems: [], references: [] });
  });

  it('leaves people that no file names to whoever knows the stored register', () => {
    const { references } = readRegister([{ file: 'a.yaml', text: `units:\n${ward}` }]);
    const known = (ids: string[]) => ({ person: new Set(ids), unit: new Set<string>(), calendar: new Set<string>() });
    expect(unknownReferences(references, known(['clerk']))).toEqual([]);
    expect(shown(unknownReferences(references, known(['clark'])))).toEqual([
      'a.yaml:2:74: units[ward].clerks[1]: nobody with the id clerk is in the register; did you mean clark?',
    ]);
  });

  it('stores names in one Unicode form however they are typed', () => {
    const typed = 'Trung Hòa'.normalize('NFD');
    const text = `people:\n${clerk}\nunits:\n  - { id: u, name: "${typed}", fullName: " ${typed} ", clerks: [clerk] }`;
    const unit = readRegister([{ file: 'a.yaml', text }]).value?.units[0];
    expect([unit?.name, unit?.fullName]).toEqual(['Trung Hòa', 'Trung Hòa']);
  });

  it('tells everything that is wrong at once, from the top of the file', () => {
    const text = `people:
  - { id: Nguyễn Hà, name: 1, title: "", adress: x@y.example }
  - { id: b, name: B, title: T, address: no address, locale: fr }
units:
  - { id: u, name: U, fullName: U, clerks: [] }
persons: []
`;
    expect(problemsIn(text)).toEqual([
      expect.stringMatching(/^a.yaml:2:5: people\[Nguyễn Hà\].address: expected a mail address.*\(found nothing\)$/),
      expect.stringMatching(/^a.yaml:2:11: people\[Nguyễn Hà\].id: expected an id .*\(found "Nguyễn Hà"\)$/),
      expect.stringMatching(/^a.yaml:2:28: .*name: expected a line of text; a number goes in quotes \(found 1\)$/),
      expect.stringMatching(/^a.yaml:2:38: .*title: expected a line of text.*\(found empty\)$/),
      expect.stringMatching(/^a.yaml:2:42: .*adress: no such field; did you mean "address"\?$/),
      expect.stringMatching(/^a.yaml:3:42: people\[b\].address: expected a mail address.*\(found "no address"\)$/),
      expect.stringMatching(/^a.yaml:3:62: people\[b\].locale: expected one of vi, en \(found "fr"\)$/),
      expect.stringMatching(
        /^a.yaml:5:44: units\[u\].clerks: expected a list with at least one entry \(found empty\)$/,
      ),
      expect.stringMatching(/^a.yaml:6:1: persons: no such field/),
    ]);
  });

  it('names where an id, an address or a calendar was used before, also in another file', () => {
    const other = '- { id: other, name: B, title: T, address: CLERK@ward.example }';
    const calendar = 'calendar: { id: c, years: [2018], days: [] }';
    expect(
      problemsIn(`people:\n${clerk}\n${calendar}`, `people:\n${clerk}\n${other}\n${calendar}`).map((line) =>
        line.replace(/ \(found.*/, ''),
      ),
    ).toEqual([
      'b.yaml:2:9: people[clerk].id: this id is used already at a.yaml:2:9',
      expect.stringContaining('people[clerk].address: this address is used already at a.yaml:2:'),
      expect.stringContaining('people[other].address: this address is used already at a.yaml:2:'),
      'b.yaml:4:17: calendar.id: this id is used already at a.yaml:3:17',
    ]);
  });

  it('refuses special days that cannot be what they say', () => {
    const text = `calendar:
  id: c
  years: [2018]
  days:
    - { date: 30/3/2018, kind: swap_working, name: Friday }
    - { date: 31/3/2018, kind: compensation, name: Saturday }
    - { date: 30/2/2018, kind: holiday, name: none }
    - { date: 1/1/2081, kind: holiday, name: typo }
    - { date: 2018-03-31, kind: holiday, name: again }
    - { date: 5/1/2019, kind: swap_working, name: make-up day of the next year }
`;
    expect(problemsIn(text).map((line) => line.replace(/ \(found.*/, ''))).toEqual([
      'a.yaml:5:15: calendar.days[1].date: a make-up day must be a Saturday or Sunday',
      'a.yaml:6:15: calendar.days[2].date: a compensation day must be a day from Monday to Friday',
      'a.yaml:7:15: calendar.days[3].date: there is no such day: 2/2018 has 28 days',
      'a.yaml:8:15: calendar.days[4].date: the day does not belong to the years of the calendar (2018)',
      'a.yaml:9:15: calendar.days[5].date: this day stands already at a.yaml:6:15',
    ]);
  });

  it('refuses text that would garble a letter or a terminal', () => {
    const text = (name: string) =>
      `people:\n  - { id: a, name: ${JSON.stringify(name)}, title: T, address: a@b.example }\n`;
    for (const name of ['two\nlines', 'red\u001b[31m', 'right\u202eto left', 'zero\u0000']) {
      expect(problemsIn(text(name))[0]).toContain('without line breaks or control characters');
    }
  });

  it('refuses a file that has nothing to import', () => {
    expect(problemsIn('{}')).toEqual(['a.yaml:1:1: expected at least one of people, units, calendar']);
  });

  it('tells a field of JavaScript objects from a field of ours', () => {
    expect(problemsIn('__proto__: {}\nconstructor: 1\nunits: []')).toEqual([
      expect.stringContaining('a.yaml:1:1: __proto__: no such field'),
      expect.stringContaining('a.yaml:2:1: constructor: no such field'),
    ]);
  });

  it('gives back every valid register, however YAML writes it', () => {
    const person = fc
      .record({ id: anId, name: aText, title: aText, locale: fc.constantFrom('vi', 'en') })
      // Nobody shares an address, so it goes by the id.
      .map((one) => ({ ...one, address: `${one.id}@ward.example` }));
    const raw = distinct(person, (one) => one.id, 1, 6).chain((people) => {
      const ids = fc.subarray(
        people.map(({ id }) => id),
        { minLength: 1 },
      );
      const unit = fc.record({
        id: anId,
        name: aText,
        fullName: aText,
        aliases: fc.array(aText),
        clerks: ids,
        heads: ids,
      });
      const day = fc.record({
        date: fc.constantFrom(...days),
        kind: fc.constant('holiday'),
        name: aText,
        source: aText,
      });
      return fc.record({
        people: fc.constant(people),
        units: distinct(unit, (one) => one.id, 0, 6),
        calendar: fc.record({
          id: anId,
          years: fc.constant([2018]),
          days: distinct(day, (one) => one.date, 0, 6),
        }),
      });
    });
    fc.assert(
      fc.property(
        raw,
        fc.constantFrom('BLOCK_LITERAL', 'QUOTE_DOUBLE', 'PLAIN'),
        dateTexts,
        (content, style, asText) => {
          const calendar = {
            ...content.calendar,
            days: content.calendar.days.map((day) => ({ ...day, date: asText(day.date) })),
          };
          const text = stringify({ ...content, calendar }, { defaultStringType: style });
          const reading = readRegister([{ file: 'a.yaml', text }]);
          expect(shown(reading.problems)).toEqual([]);
          expect(reading.value).toEqual({
            people: content.people,
            units: content.units,
            calendars: [content.calendar],
          });
        },
      ),
    );
  });
});
