import { createReadStream, readFileSync, statSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readDirective } from '../../cli/input/directive-input.ts';
import { unknownReferences } from '../../cli/input/references.ts';
import { readRegister } from '../../cli/input/register-input.ts';
import { inspectDocument } from '../../functions/adapters/documents/inspect.ts';
import { isLate } from '../../functions/domain/deadline.ts';
import { byVietnameseName } from '../../functions/domain/register.ts';
import { rungsOf } from '../../functions/domain/reminders.ts';
import { shown } from './input/problems-of.ts';

const folder = 'examples/cau-giay-2018';
const file = (name: string) => ({ file: name, text: readFileSync(`${folder}/${name}`, 'utf8') });
const register = readRegister([file('register.yaml'), file('calendar-2018.yaml')]);
const directive = readDirective('directive.yaml', file('directive.yaml').text);

describe('the example of Cầu Giấy 2018', () => {
  it('is right in every field, and its parts fit together', () => {
    expect(shown([...register.problems, ...directive.problems])).toEqual([]);
    const known = {
      person: new Set(register.value?.people.map(({ id }) => id)),
      unit: new Set(register.value?.units.map(({ id }) => id)),
      calendar: new Set(register.value?.calendars.map(({ id }) => id)),
    };
    expect(unknownReferences([...register.references, ...directive.references], known)).toEqual([]);
  });

  it('asks the eight wards', () => {
    const names = [...(register.value?.units ?? [])].sort(byVietnameseName).map(({ name }) => name);
    expect(names.join(', ')).toBe(
      'Dịch Vọng, Dịch Vọng Hậu, Mai Dịch, Nghĩa Đô, Nghĩa Tân, Quan Hoa, Trung Hòa, Yên Hòa',
    );
    expect(directive.value?.units).toHaveLength(8);
    expect(directive.value?.content.items).toHaveLength(7);
  });

  it('gives every ward its own clerk and head, whom only an invented address reaches', () => {
    const { people = [], units = [] } = register.value ?? {};
    const inUnits = units.flatMap(({ clerks, heads }) => [...clerks, ...heads]);
    expect(new Set(inUnits).size).toBe(16);
    for (const { address } of people) expect(address).toMatch(/\.example$/);
  });

  it('counts what comes in on the 30th as late', () => {
    const deadline = directive.value?.content.deadline;
    if (!deadline) throw new Error('no deadline');
    expect(isLate('2018-03-29T16:59:59.999Z', deadline)).toBe(false);
    expect(isLate('2018-03-29T17:00:00.000Z', deadline)).toBe(true);
  });

  it('reminds 5 and 1 working days before the deadline and 1 after it, at half past eight', () => {
    const content = directive.value?.content;
    const calendar = register.value?.calendars[0];
    if (!content || !calendar) throw new Error('not read');
    expect(rungsOf(content.deadline, content.reminders, calendar).map(({ dueAt }) => dueAt)).toEqual([
      '2018-03-23T01:30:00.000Z',
      '2018-03-29T01:30:00.000Z',
      '2018-04-02T01:30:00.000Z',
    ]);
  });

  it.each([
    ['dich-vong.pdf', '1, 2, 3, 4, 5, 6, 7'],
    ['dich-vong.docx', '1, 2, 3, 4, 5, 6, 7'],
    ['mai-dich.pdf', '1, 2, 3, 6, 7'],
    ['yen-hoa-v1.pdf', '1, 2, 3, 4'],
    ['yen-hoa-v2.pdf', '1, 2, 3, 4, 5, 6, 7'],
  ])('finds by its words which items %s answers', async (name, answered) => {
    const path = `${folder}/plans/${name}`;
    const items = directive.value?.content.items ?? [];
    const source = { size: statSync(path).size, stream: () => createReadStream(path) };
    const outcome = await inspectDocument({ source, directiveItems: items });
    if (outcome.outcome !== 'ready' || !outcome.reading.read) throw new Error('not read');
    const found = outcome.reading.items.flatMap((item, index) => (item.found ? [index + 1] : []));
    expect(found.join(', ')).toBe(answered);
  });
});
