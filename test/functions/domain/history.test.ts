import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { assignmentEvent } from '../../../functions/adapters/dynamodb/schemas/event.ts';
import { replay } from '../../../functions/domain/apply-event.ts';
import {
  type AssignmentEvent,
  canonicalJson,
  findHistoryFault,
  genesisHash,
  sealEvent,
} from '../../../functions/domain/history.ts';
import { aReviewStory, aStory, type Story } from '../../support/stories.ts';

/** Whether somebody who checks would notice: the chain is broken, or does not lead to the state that is stored. */
const isNoticed = (events: readonly AssignmentEvent[], { end }: Story): boolean => {
  if (findHistoryFault(events)) return true;
  return canonicalJson(replay(events)) !== canonicalJson(end);
};

type Path = readonly (string | number)[];

/** Every place of a value that holds no further places. */
const leaves = (value: unknown, path: Path = []): Path[] => {
  if (value === null || typeof value !== 'object') return [path];
  const members = Object.entries(value);
  return members.length === 0 ? [path] : members.flatMap(([key, member]) => leaves(member, [...path, key]));
};

const edited = (value: unknown, [key, ...rest]: Path, how: (old: unknown) => unknown): unknown => {
  if (key === undefined) return how(value);
  if (Array.isArray(value))
    return value.map((member, index) => (String(index) === key ? edited(member, rest, how) : member));
  const members = z.record(z.string(), z.unknown()).parse(value);
  return { ...members, [key]: edited(members[String(key)], rest, how) };
};

const otherValue = (old: unknown): unknown => {
  if (typeof old === 'number') return old + 1;
  if (typeof old === 'string') return `${old}x`;
  return typeof old === 'boolean' ? !old : 'x';
};

const anEdit = () => fc.record({ event: fc.nat(1000), leaf: fc.nat(1000), other: fc.nat(1000) });

describe('a history', () => {
  it('is whole, and leads to the state, after any life', () => {
    fc.assert(
      fc.property(fc.oneof(aStory(), aReviewStory()), ({ events, end }) => {
        expect(findHistoryFault(events)).toBeUndefined();
        expect(replay(events)).toEqual(end);
        expect(events[0]?.previousHash).toBe(genesisHash);
        expect(events.map((event) => event.seq)).toEqual(events.map((_, index) => index + 1));
      }),
    );
  });

  it('is the same after it was written down as JSON', () => {
    fc.assert(
      fc.property(aStory(), ({ events, end }) => {
        const read = z.array(assignmentEvent).parse(JSON.parse(JSON.stringify(events)));
        expect(findHistoryFault(read)).toBeUndefined();
        expect(replay(read)).toEqual(end);
      }),
    );
  });

  it('shows the edit of any single fact in it', () => {
    fc.assert(
      fc.property(aStory(), anEdit(), (story, { event, leaf }) => {
        const { events } = story;
        const index = event % events.length;
        const places = leaves(events[index]);
        const path = places[leaf % places.length] ?? [];
        const forged = events.map((one, at) =>
          at === index ? (edited(one, path, otherValue) as AssignmentEvent) : one,
        );
        expect(findHistoryFault(forged)).toBeDefined();
      }),
      { numRuns: 300 },
    );
  });

  it('shows an event that was taken out, swapped with another, repeated or put in', () => {
    fc.assert(
      fc.property(aStory(), anEdit(), (story, { event, other }) => {
        const { events } = story;
        const index = event % events.length;
        const without = events.filter((_, at) => at !== index);
        expect(isNoticed(without, story)).toBe(true);
        const twice = events.flatMap((one, at) => (at === index ? [one, one] : [one]));
        expect(isNoticed(twice, story)).toBe(true);
        const with_ = other % events.length;
        const a = events[index];
        const b = events[with_];
        if (!a || !b || index === with_) return;
        const swapped = events.map((one, at) => (at === index ? b : at === with_ ? a : one));
        expect(isNoticed(swapped, story)).toBe(true);
      }),
    );
  });

  it('shows an event that was edited and sealed anew, since the next one does not follow it, or the state does not', () => {
    fc.assert(
      fc.property(aStory(), fc.nat(1000), (story, pick) => {
        const { events } = story;
        const index = pick % events.length;
        const forged = events.map((one, at) => {
          if (at !== index) return one;
          const { hash: _hash, ...content } = one;
          return sealEvent({ ...content, at: content.at.replace('2018', '2017') });
        });
        expect(isNoticed(forged, story)).toBe(true);
      }),
    );
  });
});

describe('canonical JSON', () => {
  it('does not depend on the order of members, nor on members that are undefined', () => {
    expect(canonicalJson({ b: 1, a: [{ d: undefined, c: 'x' }] })).toBe('{"a":[{"c":"x"}],"b":1}');
    expect(canonicalJson({ a: [{ c: 'x' }], b: 1 })).toBe('{"a":[{"c":"x"}],"b":1}');
  });

  it('reads back as what it was', () => {
    fc.assert(
      fc.property(fc.jsonValue({ noUnicodeString: false }), (value) => {
        expect(JSON.parse(canonicalJson(value))).toEqual(JSON.parse(JSON.stringify(value)));
      }),
    );
  });

  it('tells different texts apart, however they are split into members', () => {
    expect(canonicalJson(['a,b'])).not.toBe(canonicalJson(['a', 'b']));
    expect(canonicalJson({ 'a":"b': 'c' })).not.toBe(canonicalJson({ a: 'b', c: '' }));
  });
});

describe('replaying', () => {
  it('refuses a history that this service cannot have written', () => {
    fc.assert(
      fc.property(aStory({ moves: 4 }), ({ events }) => {
        const [assigned, ...others] = events;
        if (!assigned) throw new Error('every history begins');
        expect(() => replay([assigned, assigned])).toThrow('assigned twice');
        if (others.length > 0) expect(() => replay(others)).toThrow('history begins with');
      }),
    );
  });
});
