import { expect } from 'vitest';
import type { LetterFacts, RenderedLetter } from '../../../functions/emails/letter-facts.ts';
import { renderLetter } from '../../../functions/emails/render-letter.ts';
import { readableText, unwrapped } from './html-text.ts';

/** Both parts as a reader sees them: whatever a letter must say, it must say in both. */
const partsOf = (letter: RenderedLetter): string[] => [unwrapped(letter.text), readableText(letter.html)];

/** The letter says these words, in both its parts. */
export const expectBoth = (facts: LetterFacts, ...said: string[]): void => {
  for (const part of partsOf(renderLetter(facts))) for (const words of said) expect(part).toContain(words);
};

/** The letter says these words in neither part. */
export const expectNeither = (facts: LetterFacts, ...unsaid: string[]): void => {
  for (const part of partsOf(renderLetter(facts))) for (const words of unsaid) expect(part).not.toContain(words);
};
