import { judge } from './findings.ts';
import { play, type Size } from './history.ts';

export interface Tally {
  readonly histories: number;
  readonly letters: number;
  /** Letters that had to go out, and did. */
  readonly expected: number;
  /** Seeds whose history went wrong, with what did. */
  readonly wrong: readonly string[];
}

/** Plays that many histories, one seed after the other. */
export const playMany = async (first: number, count: number, size: Size): Promise<Tally> => {
  const wrong: string[] = [];
  let letters = 0;
  let expected = 0;
  for (let seed = first; seed < first + count; seed += 1) {
    const played = await play(seed, size);
    const judged = judge(played);
    letters += played.letters.length;
    expected += judged.expected;
    if (judged.findings.length > 0) wrong.push(`TEST_SEED=${seed}: ${judged.findings.slice(0, 3).join('; ')}`);
  }
  return { histories: count, letters, expected, wrong };
};
