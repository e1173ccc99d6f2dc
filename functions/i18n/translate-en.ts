import { deadlinesEn } from './deadlines.en.ts';
import { documentsEn } from './documents.en.ts';
import { messagesIn } from './messages.ts';
import { pagesEn } from './pages.en.ts';
import { pagesReviewEn } from './pages-review.en.ts';
import { pagesTimeEn } from './pages-time.en.ts';
import { refusalsEn } from './refusals.en.ts';
import { remarksEn } from './remarks.en.ts';
import { reportEn } from './report.en.ts';
import type { MessageKey, Messages } from './translate.ts';

const en: Readonly<Record<MessageKey, string>> = {
  ...deadlinesEn,
  ...documentsEn,
  ...pagesEn,
  ...pagesReviewEn,
  ...pagesTimeEn,
  ...refusalsEn,
  ...remarksEn,
  ...reportEn,
};

/** The words of pages in English, ready to use. */
export const inEnglish: Messages = messagesIn('en', en);
