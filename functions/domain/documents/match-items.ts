import type { Passage } from './plan-sections.ts';
import type { DirectiveItem, ItemReading } from './reading.ts';
import { indexOfPhrase, keysOf } from './vietnamese-text.ts';

/** Words that say nothing about a subject by themselves. */
const fillers = new Set(
  keysOf('và của các những về trong trên theo với cho được việc tại từ là bằng thực hiện công tác'),
);

/** How much of a title's wording a heading must share. Found by trying headings of real plans against directives. */
const headingShare = 0.6;
const sentenceShare = 0.8;
/** A clause of a title stands for the item in a heading from three syllables, in a sentence from five. */
const clauseInHeading = 3;
const clauseInSentence = 5;
/** A keyword counts in a heading whatever its length; in running text only from three syllables. */
const keywordInSentence = 3;

const longestEvidence = 300;

type Wanted = { item: DirectiveItem; title: string[]; clauses: string[][]; keywords: string[][] };

/**
 * Says for each item of a directive whether the passages of a plan answer it. All knowledge of what is asked comes with
 * the items: their titles, and keywords where the office gave some. Headings go before sentences.
 */
export function matchItems(items: readonly DirectiveItem[], passages: readonly Passage[]): ItemReading[] {
  const headings = passages.filter(({ kind }) => kind === 'heading');
  const sentences = passages.filter(({ kind }) => kind === 'sentence');
  return items.map((item) => {
    const wanted = wantedBy(item);
    const heading = best(headings, (passage) => headingScore(wanted, passage.keys));
    const match = heading ?? best(sentences, (passage) => sentenceScore(wanted, passage.keys));
    if (match === undefined) return { itemId: item.id, found: false };
    return { itemId: item.id, found: true, evidence: shorten(match.text) };
  });
}

function wantedBy(item: DirectiveItem): Wanted {
  // What stands in brackets explains the item; plans do not repeat it.
  const title = item.title.normalize('NFC').replace(/\([^()]*\)/g, ' ');
  return {
    item,
    title: keysOf(title),
    clauses: title
      .split(/[,;:.]|\s-\s/)
      .map(keysOf)
      .filter((keys) => keys.length > 0),
    keywords: (item.keywords ?? []).map(keysOf).filter((keys) => keys.length > 0),
  };
}

function best(passages: readonly Passage[], score: (passage: Passage) => number): Passage | undefined {
  let winner: Passage | undefined;
  let highest = 0;
  for (const passage of passages) {
    const points = score(passage);
    if (points > highest) {
      winner = passage;
      highest = points;
    }
  }
  return winner;
}

function headingScore(wanted: Wanted, keys: readonly string[]): number {
  if (indexOfPhrase(keys, wanted.title) !== -1) return 4;
  if (wanted.keywords.some((keyword) => indexOfPhrase(keys, keyword) !== -1)) return 2;
  const share = sharedWording(wanted.title, keys);
  if (share >= headingShare) return 2 + share;
  const clause = wanted.clauses.some((words) => words.length >= clauseInHeading && indexOfPhrase(keys, words) !== -1);
  return clause ? 1 : 0;
}

function sentenceScore(wanted: Wanted, keys: readonly string[]): number {
  if (indexOfPhrase(keys, wanted.title) !== -1) return 4;
  const keyword = wanted.keywords.some(
    (words) => words.length >= keywordInSentence && indexOfPhrase(keys, words) !== -1,
  );
  if (keyword) return 3;
  const share = sharedWording(wanted.title, keys);
  if (share >= sentenceShare) return 2 * share;
  const clause = wanted.clauses.some((words) => words.length >= clauseInSentence && indexOfPhrase(keys, words) !== -1);
  return clause ? 1 : 0;
}

/**
 * Which part of a title's wording a passage has, by single syllables and by pairs of neighbours: Vietnamese words are
 * mostly pairs, so that shared syllables alone say little.
 */
function sharedWording(title: readonly string[], keys: readonly string[]): number {
  const words = title.filter((key) => !fillers.has(key));
  const pairs = pairsOf(title).filter(([one, other]) => !fillers.has(one) && !fillers.has(other));
  if (words.length < 3 || pairs.length < 2) return 0;
  const known = new Set(keys);
  const knownPairs = new Set(pairsOf(keys).map((pair) => pair.join(' ')));
  const sharedWords = words.filter((key) => known.has(key)).length / words.length;
  const sharedPairs = pairs.filter((pair) => knownPairs.has(pair.join(' '))).length / pairs.length;
  return (sharedWords + sharedPairs) / 2;
}

function pairsOf(keys: readonly string[]): [string, string][] {
  return keys.slice(1).map((key, index) => [keys[index] ?? '', key]);
}

function shorten(text: string): string {
  const plain = text.replace(/\s+/g, ' ').trim();
  return plain.length <= longestEvidence ? plain : `${plain.slice(0, longestEvidence - 1)}…`;
}
