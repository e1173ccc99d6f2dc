import { describe, expect, it } from 'vitest';
import { judge } from './findings.ts';
import { type Played, play, type SentLetter } from './history.ts';
import { at, localDay } from './oracle.ts';

// A judge that finds nothing wrong proves nothing until it is seen to find what is: histories are broken on purpose.

const addDays = (date: string, days: number): string =>
  new Date(Date.parse(`${date}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);

const played = await play(13, { units: 3, directives: 3, days: 90 });

/** The history with one letter replaced by others, with the state that it was sent in. */
const replaced = (letter: SentLetter, others: readonly SentLetter[]): Played => {
  const stateAtSending = new Map(played.stateAtSending);
  for (const other of others) stateAtSending.set(other, played.stateAtSending.get(letter) ?? []);
  return { ...played, letters: played.letters.flatMap((one) => (one === letter ? others : [one])), stateAtSending };
};

const alone = played.letters.filter(({ kinds }) => kinds.length === 1);
const ofKind = (...wanted: string[]): SentLetter[] => alone.filter(({ kinds }) => wanted.includes(kinds[0] ?? ''));
const findingsOf = (broken: Played): string => judge(broken).findings.join('\n');

/** Whether leaving out some letter of a kind is found; the last ones of a history may still have come later. */
const droppedIsFound = (letters: readonly SentLetter[]): boolean =>
  letters.some((letter) => findingsOf(replaced(letter, [])).includes('missing'));

describe('the judge of the simulated histories', () => {
  it('finds nothing wrong in a history that nobody touched', () => {
    expect(judge(played).findings).toEqual([]);
    expect(alone.length).toBeGreaterThan(20);
  });

  it('finds that one reminder of a unit is missing', () => {
    expect(droppedIsFound(ofKind('reminder', 'overdue'))).toBe(true);
  });

  it('finds that one weekly summary is missing', () => {
    expect(droppedIsFound(ofKind('weekly_summary'))).toBe(true);
  });

  // The next list of a directive makes up for one that was lost, so these are found where they stay away.
  for (const kind of ['review_reminder', 'late_reviews', 'escalation', 'weekly_summary'] as const) {
    it(`finds that letters of the kind ${kind} stay away`, () => {
      const letters = played.letters.map((letter) => ({
        ...letter,
        lists: letter.lists.filter((list) => list.kind !== kind),
      }));
      expect(findingsOf({ ...played, letters })).toContain(`missing: ${kind}`);
    });

    it(`finds letters of the kind ${kind} that no step asked for`, () => {
      const letters = played.letters.flatMap((letter) =>
        letter.lists.some((list) => list.kind === kind) ? [letter, letter, letter, letter] : [letter],
      );
      expect(findingsOf({ ...played, letters })).toMatch(new RegExp(`letters for \\d+ sweeps: ${kind}`));
    });
  }

  it('finds a letter that went out twice on one day', () => {
    for (const letter of alone.slice(0, 5)) {
      expect(findingsOf(replaced(letter, [letter, { ...letter }]))).toContain('2 on one day');
    }
  });

  it('finds a step that was told again on the next day', () => {
    const [letter] = ofKind('reminder', 'overdue');
    if (!letter) throw new Error('no reminder');
    const again = { ...letter, at: at(addDays(localDay(letter.at), 1), '08:30') };
    expect(findingsOf(replaced(letter, [letter, again]))).toContain('told twice');
  });

  it('finds a letter on a Sunday', () => {
    const [letter] = alone;
    if (!letter) throw new Error('no letter');
    const day = localDay(letter.at);
    const weekday = new Date(`${day}T00:00:00Z`).getUTCDay();
    const sunday = { ...letter, at: at(addDays(day, 7 - weekday), '08:30') };
    expect(findingsOf(replaced(letter, [sunday]))).toContain('not on a working day');
  });

  it('finds a letter in the evening', () => {
    const [letter] = alone;
    if (!letter) throw new Error('no letter');
    const late = { ...letter, at: at(localDay(letter.at), '20:00') };
    expect(findingsOf(replaced(letter, [late]))).toContain('not in working hours');
  });

  it('finds a reminder after the submission', () => {
    const submitted = [...played.stretches.values()].flat().find(({ state }) => state.status === 'in_review')?.state;
    const [letter] = ofKind('reminder', 'overdue');
    if (!letter || !submitted) throw new Error('no reminder or no submission');
    const stateAtSending = new Map(played.stateAtSending).set(letter, [submitted]);
    expect(findingsOf({ ...played, stateAtSending })).toContain('about a unit that is in_review');
  });

  it('finds an eleventh letter about one assignment to one person', () => {
    const [letter] = ofKind('reminder', 'overdue');
    const [plan] = letter?.plans ?? [];
    if (!letter || !plan) throw new Error('no reminder');
    const many = Array.from({ length: 11 }, (_, index) => ({
      ...letter,
      plans: [{ ...plan, step: `step-${index}` }],
    }));
    expect(findingsOf(replaced(letter, many))).toMatch(/\d\d about one assignment/);
  });
});
