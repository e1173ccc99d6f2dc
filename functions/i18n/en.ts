import { deadlinesEn } from './deadlines.en.ts';
import { documentsEn } from './documents.en.ts';
import { lettersEn } from './letters.en.ts';
import { lettersRemindersEn } from './letters-reminders.en.ts';
import { lettersReviewEn } from './letters-review.en.ts';
import { pagesEn } from './pages.en.ts';
import { pagesReviewEn } from './pages-review.en.ts';
import { pagesTimeEn } from './pages-time.en.ts';
import { refusalsEn } from './refusals.en.ts';
import { remarksEn } from './remarks.en.ts';
import { reportEn } from './report.en.ts';
import { sheetEn } from './sheet.en.ts';
import type { MessageKey } from './vi.ts';

/** Every text of pages and letters in English; a missing or surplus key does not compile. */
export const en: Readonly<Record<MessageKey, string>> = {
  ...reportEn,
  ...remarksEn,
  ...deadlinesEn,
  ...documentsEn,
  ...lettersEn,
  ...lettersReviewEn,
  ...lettersRemindersEn,
  ...pagesEn,
  ...pagesReviewEn,
  ...pagesTimeEn,
  ...refusalsEn,
  ...sheetEn,
};
