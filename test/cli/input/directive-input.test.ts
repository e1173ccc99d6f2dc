import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parse, stringify } from 'yaml';
import { readDirective } from '../../../cli/input/directive-input.ts';
import { defaultConsequences, planChecks } from '../../../functions/domain/plan-checks.ts';
import { shown } from './problems-of.ts';
import { anId, aText, dateTexts, days, distinct } from './raw-inputs.ts';

const whole = `
id: ask
title: Kế hoạch 2018
subject: Kế hoạch
issuedOn: 09/03/2018
authority: { name: UBND quận }
office: { name: Phòng Nội vụ, people: [member] }
deadline: { before: 30/3/2018 }
items:
  - { id: one, title: Bộ máy, keywords: [bộ máy] }
route:
  - { name: Thẩm định, reviewers: [first, second], allowanceWorkingDays: 3 }
calendar: vn-2018
reminders: { beforeWorkingDays: [5, 1], afterWorkingDays: [1], at: 8:30 }
reviseWithinWorkingDays: 3
units: all
`;

/** The whole file with some fields written otherwise; undefined leaves one out. */
const withFields = (fields: Record<string, unknown>): string => stringify({ ...parse(whole), ...fields });

const problemsIn = (text: string): string[] => shown(readDirective('a.yaml', text).problems);
const directiveWith = (fields: Record<string, unknown>) => readDirective('a.yaml', withFields(fields)).value;

describe('reading a directive', () => {
  it('gives the content in the words of the domain', () => {
    const { value, problems } = readDirective('a.yaml', whole);
    expect(problems).toEqual([]);
    expect(value).toMatchObject({
      units: 'all',
      content: {
        issuedOn: '2018-03-09',
        deadline: { rule: 'before_date', date: '2018-03-30' },
        calendarId: 'vn-2018',
        locale: 'vi',
        reminders: { beforeWorkingDays: [5, 1], afterWorkingDays: [1], at: '08:30' },
        route: [{ rule: { kind: 'all' } }],
      },
    });
    expect(value?.content).not.toHaveProperty('notation');
  });

  it.each([
    [{ before: '30/3/2018' }, { rule: 'before_date', date: '2018-03-30' }],
    [{ by: '2018-03-30' }, { rule: 'by_date', date: '2018-03-30' }],
    [{ at: '2018-03-30T17:00+07:00' }, { rule: 'by_instant', instant: '2018-03-30T10:00:00.000Z' }],
    [{ at: '2018-03-30T10:00:00Z' }, { rule: 'by_instant', instant: '2018-03-30T10:00:00.000Z' }],
    [{ at: '17:00 30/3/2018' }, { rule: 'by_instant', instant: '2018-03-30T10:00:00.000Z' }],
  ])('reads the deadline %j', (deadline, expected) => {
    expect(directiveWith({ deadline })?.content.deadline).toEqual(expected);
  });

  it.each([
    [{}, 'expected exactly one of before'],
    [{ before: '30/3/2018', by: '30/3/2018' }, 'expected exactly one of before'],
    [{ before: '31/4/2018' }, 'deadline.before: there is no such day: 4/2018 has 30 days'],
    [{ before: '30/13/2018' }, 'deadline.before: expected a day'],
    [{ at: '2018-03-30T25:00+07:00' }, 'deadline.at: expected a moment'],
    [{ until: '30/3/2018' }, 'deadline.until: no such field; the fields here are: before, by, at'],
    ['30/3/2018', 'deadline: expected a group of fields'],
    [{ before: '8/3/2018' }, 'deadline: the deadline lies before the day of issue'],
  ])('refuses the deadline %j', (deadline, problem) => {
    expect(problemsIn(withFields({ deadline })).join('\n')).toContain(problem);
  });

  it.each([
    ['all', { kind: 'all' }],
    ['any', { kind: 'any' }],
    [{ atLeast: 2 }, { kind: 'n_of', n: 2 }],
  ])('reads the rule %j of a stage', (rule, expected) => {
    const route = [{ name: 'A', reviewers: ['a', 'b'], rule, allowanceWorkingDays: 1 }];
    expect(directiveWith({ route })?.content.route[0]?.rule).toEqual(expected);
  });

  it('refuses a stage that no number of its reviewers can satisfy', () => {
    const route = [{ name: 'A', reviewers: ['a', 'b'], rule: { atLeast: 3 }, allowanceWorkingDays: 1 }];
    expect(problemsIn(withFields({ route }))).toEqual([
      expect.stringContaining('route[1].rule: asks for more decisions than this stage has reviewers (2)'),
    ]);
  });

  it('reads what a stage and a directive may say beside', () => {
    const value = directiveWith({
      items: [
        { id: 'one', title: 'A' },
        { id: 'two', title: 'B' },
      ],
      route: [
        {
          name: 'A',
          reviewers: ['law', 'money'],
          allowanceWorkingDays: 1,
          fields: [{ reviewer: 'law', items: ['two'] }],
          returnAtFirst: true,
        },
      ],
      stepUp: true,
      questionsStopClock: false,
    });
    expect(value?.content).toMatchObject({
      route: [{ fields: { law: ['two'] }, returnAtFirst: true }],
      stepUp: true,
      questionsStopClock: false,
    });
    for (const name of ['stepUp', 'questionsStopClock']) expect(directiveWith({})?.content).not.toHaveProperty(name);
    for (const name of ['fields', 'returnAtFirst'])
      expect(directiveWith({})?.content.route[0]).not.toHaveProperty(name);
  });

  it('refuses a field of somebody else, of another item, or given twice', () => {
    const fields = [
      { reviewer: 'third', items: ['one'] },
      { reviewer: 'first', items: ['one', 'three'] },
      { reviewer: 'first', items: [] },
    ];
    const route = [{ name: 'A', reviewers: ['first', 'second'], allowanceWorkingDays: 1, fields, returnAtFirst: 'no' }];
    const problems = problemsIn(withFields({ route, stepUp: 'yes' })).join('\n');
    expect(problems).toContain('route[1].returnAtFirst: expected true or false (found "no")');
    expect(problems).toContain('stepUp: expected true or false (found "yes")');
    expect(problems).toContain('route[1].fields[3].items: expected a list with at least one entry');
    expect(problems).toContain('route[1].fields[3].reviewer: this entry stands already');
    const others = problemsIn(
      withFields({ route: [{ ...route[0], fields: fields.slice(0, 2), returnAtFirst: false }] }),
    );
    expect(others).toEqual([
      expect.stringContaining('route[1].fields[1].reviewer: this person does not review in this stage (found "third")'),
      expect.stringContaining('route[1].fields[2].items[2]: the directive has no item with this id (found "three")'),
    ]);
  });

  it('takes as many reviewers in a stage as their letters fit into one write', () => {
    const withReviewers = (count: number) => [
      { name: 'A', reviewers: Array.from({ length: count }, (_, index) => `r-${index}`), allowanceWorkingDays: 1 },
    ];
    expect(directiveWith({ route: withReviewers(10) })).toBeDefined();
    expect(problemsIn(withFields({ route: withReviewers(11) }))).toEqual([
      expect.stringContaining('route[1].reviewers: the list has more than 10 entries'),
    ]);
  });

  it('refuses what stands twice', () => {
    const fields = {
      items: [
        { id: 'one', title: 'A' },
        { id: 'one', title: 'B' },
      ],
      route: [{ name: 'A', reviewers: ['a', 'a'], allowanceWorkingDays: 1 }],
      reminders: { beforeWorkingDays: [5, 5], afterWorkingDays: [], at: '08:30' },
      units: ['u', 'v', 'u'],
    };
    const problems = problemsIn(withFields(fields)).join('\n');
    expect(problems).toContain('items[one].id: this id is used already');
    expect(problems).toContain('route[1].reviewers[2]: this entry stands already');
    expect(problems).toContain('reminders.beforeWorkingDays[2]: this number stands in the list already');
    expect(problems).toContain('units[3]: this entry stands already');
  });

  it('names every missing field', () => {
    expect(problemsIn('id: ask').map((line) => line.split(': ')[1])).toEqual(
      expect.arrayContaining(['title', 'subject', 'issuedOn', 'authority', 'office', 'deadline', 'route', 'units']),
    );
  });

  it('counts a field that stands empty as left out', () => {
    expect(directiveWith({ notation: null })?.content).not.toHaveProperty('notation');
    expect(problemsIn(withFields({ calendar: null }))).toEqual([expect.stringContaining('calendar: expected an id')]);
  });

  it('judges plans as a clerk would, but where the file says otherwise', () => {
    expect(directiveWith({})?.content.checks).toEqual(defaultConsequences);
    expect(directiveWith({ checks: { dated_after_deadline: 'ignore' } })?.content.checks).toEqual({
      ...defaultConsequences,
      dated_after_deadline: 'ignore',
    });
    const checks = { dated_in_futur: 'refuse', unchanged_file: 'forbid' };
    expect(problemsIn(withFields({ checks }))).toEqual([
      expect.stringContaining('checks.dated_in_futur: no such field; did you mean "dated_in_future"?'),
      expect.stringContaining('checks.unchanged_file: expected one of refuse, remark, ignore (found "forbid")'),
    ]);
  });

  it('refuses a number and notation that is none', () => {
    expect(problemsIn(withFields({ notation: 'KH-UBND' }))).toEqual([
      expect.stringContaining('notation: expected number and notation'),
    ]);
    expect(directiveWith({ notation: '15/KH-UBND' })?.content.notation).toBe('15/KH-UBND');
  });

  it('knows whom and what the file refers to', () => {
    const { references } = readDirective('a.yaml', withFields({ units: ['u', 'v'] }));
    expect(references.map(({ kind, id }) => `${kind} ${id}`)).toEqual([
      'person member',
      'person first',
      'person second',
      'unit u',
      'unit v',
      'calendar vn-2018',
    ]);
  });

  it('never throws on arbitrary values in arbitrary fields', () => {
    const fields = fc.dictionary(fc.constantFrom(...Object.keys(parse(whole))), fc.jsonValue({ maxDepth: 3 }));
    fc.assert(
      fc.property(fields, (some) => {
        const { value, problems } = readDirective('a.yaml', withFields(some));
        expect(value === undefined).toBe(problems.length > 0);
        expect(shown(problems, 'vi').join('')).not.toContain('undefined');
      }),
    );
  });

  it('gives back every valid directive, however YAML writes it', () => {
    const ids = (min: number) => fc.uniqueArray(anId, { minLength: min, maxLength: 4 });
    const numbers = fc.uniqueArray(fc.integer({ min: 1, max: 60 }), { maxLength: 4 });
    const stage = ids(1).chain((reviewers) =>
      fc.record({
        name: aText,
        reviewers: fc.constant(reviewers),
        rule: fc.oneof(
          fc.constant({ kind: 'all' as const }),
          fc.constant({ kind: 'any' as const }),
          fc.integer({ min: 1, max: reviewers.length }).map((n) => ({ kind: 'n_of' as const, n })),
        ),
        allowanceWorkingDays: fc.integer({ min: 1, max: 60 }),
      }),
    );
    const consequence = fc.constantFrom('refuse' as const, 'remark' as const, 'ignore' as const);
    const content = fc.record({
      id: anId,
      title: aText,
      subject: aText,
      notation: fc.constantFrom('15/KH-UBND', '08/KH-UBND'),
      issuedOn: fc.constant('2018-03-01'),
      authority: fc.record({ name: aText }),
      office: fc.record({ name: aText, people: ids(1) }),
      deadline: fc.record({
        rule: fc.constantFrom('before_date' as const, 'by_date' as const),
        date: fc.constantFrom(...days),
      }),
      items: distinct(fc.record({ id: anId, title: aText, keywords: fc.array(aText) }), (item) => item.id, 1, 4),
      route: fc.array(stage, { minLength: 1, maxLength: 3 }),
      calendarId: anId,
      reminders: fc.record({ beforeWorkingDays: numbers, afterWorkingDays: numbers, at: fc.constant('08:30') }),
      checks: fc.record(Object.fromEntries(planChecks.map((check) => [check, consequence]))),
      reviseWithinWorkingDays: fc.integer({ min: 1, max: 60 }),
      locale: fc.constantFrom('vi' as const, 'en' as const),
    });
    fc.assert(
      fc.property(content, ids(1), dateTexts, (wanted, units, asText) => {
        const { calendarId, deadline, route, issuedOn, ...rest } = wanted;
        const date = asText(deadline.date);
        const raw = {
          ...rest,
          issuedOn: asText(issuedOn),
          calendar: calendarId,
          deadline: deadline.rule === 'before_date' ? { before: date } : { by: date },
          route: route.map(({ rule, ...step }) => ({
            ...step,
            rule: rule.kind === 'n_of' ? { atLeast: rule.n } : rule.kind,
          })),
          units,
        };
        const reading = readDirective('a.yaml', stringify(raw));
        expect(shown(reading.problems)).toEqual([]);
        expect(reading.value).toEqual({ content: wanted, units });
      }),
    );
  });
});
