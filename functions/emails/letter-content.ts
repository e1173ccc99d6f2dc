/** One line of the list of facts. */
export interface Fact {
  readonly label: string;
  readonly value: string;
  /** A value to compare character by character, such as a hash: shown in fixed width, on its own line. */
  readonly exact?: boolean;
}

/** Text of a person, shown with its line breaks and set off from the letter's own words. */
export interface Quote {
  readonly from: string;
  readonly text: string;
  /** What was answered to it. */
  readonly reply?: { readonly from: string; readonly text: string };
}

/** What may follow after the button. */
export type Section =
  | { readonly kind: 'facts'; readonly heading: string; readonly facts: readonly Fact[] }
  | { readonly kind: 'list'; readonly heading: string; readonly items: readonly string[]; readonly ordered?: boolean }
  | { readonly kind: 'quotes'; readonly heading: string; readonly quotes: readonly Quote[] }
  | {
      readonly kind: 'commands';
      readonly heading: string;
      readonly intro: string;
      readonly commands: readonly { readonly label: string; readonly command: string }[];
    }
  | {
      readonly kind: 'links';
      readonly heading: string;
      readonly links: readonly { readonly label: string; readonly url: string }[];
    };

/**
 * What a letter says, before it is laid out: the HTML part and the text part come from this one description, so neither
 * can say more than the other. Texts are plain; the layouts clean and escape them.
 */
export interface LetterContent {
  /** Fits a header: see `subject.ts`. */
  readonly subject: string;
  /** Who writes: authority, then office. */
  readonly letterhead: readonly string[];
  readonly addressee: string;
  /** What the letter is about and the one thing it asks, in one to three sentences. */
  readonly lead: readonly string[];
  /** What the reader needs before acting; the rest is a section. */
  readonly facts: readonly Fact[];
  /** Digits to type on the page behind the button; shown big, in groups. */
  readonly code?: { readonly label: string; readonly digits: string; readonly note: string };
  /** The one button, and what happens behind it. */
  readonly button?: { readonly label: string; readonly url: string; readonly note?: string };
  readonly sections: readonly Section[];
  /** Why this person gets the letter, who sends it, what its links are. */
  readonly footer: readonly string[];
}
