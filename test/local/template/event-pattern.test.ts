import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compilePattern } from '../../../local/template/event-pattern.ts';

const matches = (pattern: unknown, event: unknown) => compilePattern(pattern, 'a rule')(event);

describe('an event pattern', () => {
  it('asks for every field it names and for one of the values of each', () => {
    const pattern = { source: ['aws.s3'], detail: { object: { key: ['a', 'b'] } } };
    expect(matches(pattern, { source: 'aws.s3', detail: { object: { key: 'b' }, more: 1 } })).toBe(true);
    expect(matches(pattern, { source: 'aws.s3', detail: { object: { key: 'c' } } })).toBe(false);
    expect(matches(pattern, { source: 'aws.ses', detail: { object: { key: 'a' } } })).toBe(false);
    expect(matches(pattern, { source: 'aws.s3' })).toBe(false);
  });

  it('matches a list when one of its members does', () => {
    const pattern = { tags: { set: ['ward-plans'] } };
    expect(matches(pattern, { tags: { set: ['other', 'ward-plans'] } })).toBe(true);
    expect(matches(pattern, { tags: { set: ['other'] } })).toBe(false);
    expect(matches({ items: { id: [2] } }, { items: [{ id: 1 }, { id: 2 }] })).toBe(true);
  });

  it.each([
    [{ prefix: 'uploads/' }, 'uploads/x', 'exports/x'],
    [{ suffix: '.pdf' }, 'a.pdf', 'a.docx'],
    [{ 'equals-ignore-case': 'GET' }, 'get', 'put'],
    [{ wildcard: 'a*c.d*' }, 'abbc.de', 'abbcxde'],
    [{ 'anything-but': 'a' }, 'b', 'a'],
    [{ 'anything-but': ['a', 'b'] }, 'c', 'b'],
    [{ 'anything-but': { prefix: 'a' } }, 'ba', 'ab'],
    [{ numeric: ['>', 0, '<=', 5] }, 5, 6],
    [{ numeric: ['=', 3] }, 3, '3'],
    [{ exists: true }, 'anything', undefined],
    [{ exists: false }, undefined, 'anything'],
    [null, null, 'null'],
    [true, true, 'true'],
  ])('understands %j', (operator, good, bad) => {
    const pattern = { field: [operator] };
    expect(matches(pattern, { field: good })).toBe(true);
    expect(matches(pattern, { field: bad })).toBe(false);
  });

  it('takes any of the alternatives of $or', () => {
    const pattern = { $or: [{ a: [1] }, { b: [2] }] };
    expect(matches(pattern, { b: 2 })).toBe(true);
    expect(matches(pattern, { a: 2, b: 1 })).toBe(false);
  });

  it.each([
    [{ ip: [{ cidr: '10.0.0.0/8' }] }, 'cidr'],
    [{ a: [] }, 'no value'],
    [{ a: [{ prefix: 'x', suffix: 'y' }] }, 'one operator'],
    [{ a: [{ numeric: ['<'] }] }, 'pairs'],
    ['text', 'object'],
  ])('refuses %j rather than match too much or too little, naming the rule', (pattern, said) => {
    expect(() => compilePattern(pattern, 'stack/Rule')).toThrow(said);
    expect(() => compilePattern(pattern, 'stack/Rule')).toThrow('stack/Rule');
  });

  it('matches every event that is written out as a pattern', () => {
    const leaf = fc.oneof(fc.string(), fc.integer(), fc.boolean(), fc.constant(null));
    const name = fc.string({ minLength: 1 }).filter((key) => key !== '$or' && key !== '__proto__');
    const { event } = fc.letrec<{ event: unknown; node: unknown }>((tie) => ({
      event: fc.dictionary(name, tie('node'), { maxKeys: 4 }),
      node: fc.oneof({ maxDepth: 3 }, leaf, fc.dictionary(name, tie('node'), { minKeys: 1, maxKeys: 3 })),
    }));
    const asPattern = (value: unknown): unknown =>
      typeof value === 'object' && value !== null
        ? Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, asPattern(inner)]))
        : [value];
    fc.assert(fc.property(event, (value) => matches(asPattern(value), value)));
  });
});
