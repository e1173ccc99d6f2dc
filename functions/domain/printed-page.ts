import type { Locale } from './directive.ts';
import type { Instant } from './time.ts';

/** A page as it is to be printed: all words, in the reader's language, and where they belong. */
export interface PrintedPage {
  readonly locale: Locale;
  readonly title: string;
  readonly author: string;
  /** Top left: who issues it. */
  readonly issuer: readonly string[];
  /** Top right. */
  readonly remark: readonly string[];
  readonly heading: string;
  readonly subheading: string;
  readonly sections: readonly PrintedSection[];
  /** Small, at the foot of the page. */
  readonly foot: readonly string[];
  /** The day on the file itself. */
  readonly date: Instant;
  /** For programs, as JSON: kept in the file beside the page. */
  readonly facts: string;
}

export type PrintedSection =
  | {
      readonly kind: 'facts';
      readonly heading: string;
      readonly facts: readonly (readonly [name: string, value: string])[];
    }
  | {
      readonly kind: 'entries';
      readonly heading: string;
      readonly entries: readonly PrintedEntry[];
      readonly more?: string;
    }
  | { readonly kind: 'lines'; readonly heading: string; readonly lines: readonly string[] };

export interface PrintedEntry {
  readonly title: string;
  /** To the right of the title. */
  readonly aside?: string;
  readonly lines: readonly string[];
}
