import type { Locale } from '../domain/directive.ts';
import { deadlinesVi } from './deadlines.vi.ts';
import { documentsVi } from './documents.vi.ts';
import { keyFinder, type MessagesOf, messagesIn } from './messages.ts';
import { pagesVi } from './pages.vi.ts';
import { pagesReviewVi } from './pages-review.vi.ts';
import { pagesTimeVi } from './pages-time.vi.ts';
import { refusalsVi } from './refusals.vi.ts';
import { remarksVi } from './remarks.vi.ts';
import { reportVi } from './report.vi.ts';

const vi = {
  ...deadlinesVi,
  ...documentsVi,
  ...pagesVi,
  ...pagesReviewVi,
  ...pagesTimeVi,
  ...refusalsVi,
  ...remarksVi,
  ...reportVi,
} as const;

export type { MessageParams } from './messages.ts';
export type MessageKey = keyof typeof vi;

/**
 * The part of the catalogue that pages and the command line speak with. Letters, reports and sheets have parts of their
 * own beside this file, since every function loads what it imports; the whole catalogue is `vi.ts` and `en.ts`.
 */
export type Messages = MessagesOf<MessageKey>;

/** The message key for a code that is only known at run time ("refusal.", "no_document"). */
export const keyOf = keyFinder(vi);

/** The words of pages in Vietnamese, ready to use. */
export const inVietnamese: Messages = messagesIn('vi', vi);

/** In a language. English is loaded when somebody first reads it: most services hardly ever speak it. */
export const messagesLater = async (locale: Locale): Promise<Messages> =>
  locale === 'vi' ? inVietnamese : (await import('./translate-en.ts')).inEnglish;
