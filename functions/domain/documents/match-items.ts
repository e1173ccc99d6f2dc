import type { Passage } from './plan-sections.ts';
import type { DirectiveItem, ItemReading } from './reading.ts';
import { holdsLoosely, indexOfPhrase, keysOf } from './vietnamese-text.ts';

/** Words that come and go between two wordings of one thing. They are left out before phrases are compared. */
const fillers = new Set(keysOf('và của các những về việc ở tại trong trên theo đối với cho được'));
/** What any heading may say of its subject. It counts for nothing when wordings are compared. */
const common = [
  'công tác',
  'thực hiện',
  'triển khai',
  'tăng cường',
  'nâng cao',
  'đẩy mạnh',
  'nội dung',
  'nhiệm vụ',
].map(keysOf);

/** How much of a title's wording a heading must share, or of a heading's wording the title. */
const shareOfTitle = 0.6;
const shareOfHeading = 0.65;
/** A sentence has many words; it must share more. */
const shareInSentence = 0.8;
/** A clause of a title stands for the item in a heading from three syllables, in a sentence from five. */
const clauseInHeading = 3;
const clauseInSentence = 5;
/** A keyword counts in a heading whatever its length; in running text only from three syllables. */
const keywordInSentence = 3;

/** In a heading a keyword of four syllables may have two others inside: "cải cách thủ tục hành chính". */
const looseKeyword = 4;

const longestEvidence = 300;

type Wanted = { title: string[]; clauses: string[][]; keywords: string[][] };

/**
 * Says for each item of a directive whether the passages of a plan answer it. All knowledge of what is asked comes with
 * the items: their titles, and keywords where the office gave some. Headings go before lines, lines before sentences.
 */
export function matchItems(items: readonly DirectiveItem[], passages: readonly Passage[]): ItemReading[] {
  const candidates = passages.map((passage) => ({ ...passage, keys: withoutFillers(passage.keys) }));
  return items.map((item) => {
    const wanted = wantedBy(item);
    const match = best(candidates, (passage) => score(wanted, passage));
    if (match === undefined) return { itemId: item.id, found: false };
    return { itemId: item.id, found: true, evidence: shorten(match.text) };
  });
}

function wantedBy(item: DirectiveItem): Wanted {
  // What stands in brackets explains the item; plans do not repeat it.
  const title = item.title.normalize('NFC').replace(/\([^()]*\)/g, ' ');
  const phrase = (text: string): string[] => withoutFillers(keysOf(text));
  return {
    title: phrase(title),
    clauses: title.split(/[,;:.]|\s-\s/).map(phrase),
    keywords: (item.keywords ?? []).map(phrase).filter((keys) => keys.length > 0),
  };
}

function withoutFillers(keys: readonly string[]): string[] {
  return keys.filter((key) => !fillers.has(key));
}

function best(passages: readonly Passage[], points: (passage: Passage) => number): Passage | undefined {
  let winner: Passage | undefined;
  let highest = 0;
  for (const passage of passages) {
    const reached = points(passage);
    if (reached > highest) {
      winner = passage;
      highest = reached;
    }
  }
  return winner;
}

function score(wanted: Wanted, passage: Passage): number {
  switch (passage.kind) {
    case 'heading':
      return above(20, scoreTitle(wanted, passage.keys, true));
    case 'line':
      return above(10, scoreTitle(wanted, passage.keys, false));
    case 'sentence':
      return scoreSentence(wanted, passage.keys);
  }
}

function above(base: number, points: number): number {
  return points === 0 ? 0 : base + points;
}

/** @param loose whether a heading that says less than the title, but nothing else, will do */
function scoreTitle(wanted: Wanted, keys: readonly string[], loose: boolean): number {
  if (indexOfPhrase(keys, wanted.title) !== -1) return 4;
  if (wanted.keywords.some((keyword) => indexOfPhrase(keys, keyword) !== -1)) return 3;
  if (loose && wanted.keywords.some((keyword) => keyword.length >= looseKeyword && holdsLoosely(keys, keyword, 2)))
    return 2.5;
  const shared = sharedWording(wanted.title, keys);
  if (shared.ofTitle >= shareOfTitle) return 2 + shared.ofTitle;
  if (wanted.clauses.some((words) => words.length >= clauseInHeading && indexOfPhrase(keys, words) !== -1)) return 2;
  return loose && shared.pairs >= 2 && shared.ofPassage >= shareOfHeading ? 1 + shared.ofPassage : 0;
}

function scoreSentence(wanted: Wanted, keys: readonly string[]): number {
  if (indexOfPhrase(keys, wanted.title) !== -1) return 4;
  const says = (phrases: readonly string[][], shortest: number): boolean =>
    phrases.some((words) => words.length >= shortest && indexOfPhrase(keys, words) !== -1);
  if (says(wanted.keywords, keywordInSentence)) return 3;
  const { ofTitle } = sharedWording(wanted.title, keys);
  if (ofTitle >= shareInSentence) return 2 * ofTitle;
  return says(wanted.clauses, clauseInSentence) ? 1 : 0;
}

/**
 * How much of its wording two texts share, as parts of the one and of the other: single syllables and pairs of
 * neighbours count alike, for Vietnamese words are mostly pairs and shared syllables alone say little.
 */
function sharedWording(
  title: readonly string[],
  passage: readonly string[],
): { ofTitle: number; ofPassage: number; pairs: number } {
  const [asked, said] = [wordingOf(title), wordingOf(passage)];
  const part = (of: Wording, other: Wording): number => {
    if (of.words.size === 0 || of.pairs.size === 0) return 0;
    return (shared(of.words, other.words) / of.words.size + shared(of.pairs, other.pairs) / of.pairs.size) / 2;
  };
  return {
    ofTitle: asked.pairs.size < 2 ? 0 : part(asked, said),
    ofPassage: part(said, asked),
    pairs: shared(asked.pairs, said.pairs),
  };
}

type Wording = { words: Set<string>; pairs: Set<string> };

function wordingOf(keys: readonly string[]): Wording {
  const words = withoutCommon(keys).filter((key) => /\p{L}/u.test(key));
  const pairs = words.slice(1).map((key, index) => `${words[index]} ${key}`);
  return { words: new Set(words), pairs: new Set(pairs) };
}

function withoutCommon(keys: readonly string[]): string[] {
  const kept: string[] = [];
  for (let at = 0; at < keys.length; ) {
    const said = common.find((words) => words.every((key, index) => keys[at + index] === key));
    const key = keys[at];
    if (said === undefined && key !== undefined) kept.push(key);
    at += said?.length ?? 1;
  }
  return kept;
}

function shared(one: ReadonlySet<string>, other: ReadonlySet<string>): number {
  let count = 0;
  for (const item of one) if (other.has(item)) count += 1;
  return count;
}

function shorten(text: string): string {
  const plain = text.replace(/\s+/g, ' ').trim();
  return plain.length <= longestEvidence ? plain : `${plain.slice(0, longestEvidence - 1)}…`;
}
