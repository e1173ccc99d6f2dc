import { deadlinesEn } from './deadlines.en.ts';
import { deadlinesVi } from './deadlines.vi.ts';
import { documentsEn } from './documents.en.ts';
import { documentsVi } from './documents.vi.ts';
import { keyFinder, type MessagesOf, messagesFrom } from './messages.ts';
import { pagesEn } from './pages.en.ts';
import { pagesVi } from './pages.vi.ts';
import { pagesReviewEn } from './pages-review.en.ts';
import { pagesReviewVi } from './pages-review.vi.ts';
import { pagesTimeEn } from './pages-time.en.ts';
import { pagesTimeVi } from './pages-time.vi.ts';
import { refusalsEn } from './refusals.en.ts';
import { refusalsVi } from './refusals.vi.ts';
import { remarksEn } from './remarks.en.ts';
import { remarksVi } from './remarks.vi.ts';
import { reportEn } from './report.en.ts';
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

const en: Readonly<Record<keyof typeof vi, string>> = {
  ...deadlinesEn,
  ...documentsEn,
  ...pagesEn,
  ...pagesReviewEn,
  ...pagesTimeEn,
  ...refusalsEn,
  ...remarksEn,
  ...reportEn,
};

export type { MessageParams } from './messages.ts';
export type MessageKey = keyof typeof vi;

/**
 * The part of the catalogue that pages and the command line speak with. Letters, reports and sheets have parts of their
 * own beside this file, since every function loads what it imports; the whole catalogue is `vi.ts` and `en.ts`.
 */
export type Messages = MessagesOf<MessageKey>;

/** The message key for a code that is only known at run time ("refusal.", "no_document"). */
export const keyOf = keyFinder(vi);

/** The words of pages in a language, ready to use. */
export const messagesFor = messagesFrom({ vi, en });
