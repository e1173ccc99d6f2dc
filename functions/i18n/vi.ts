import { deadlinesVi } from './deadlines.vi.ts';
import { documentsVi } from './documents.vi.ts';
import { lettersVi } from './letters.vi.ts';
import { lettersRemindersVi } from './letters-reminders.vi.ts';
import { lettersReviewVi } from './letters-review.vi.ts';
import { pagesVi } from './pages.vi.ts';
import { pagesReviewVi } from './pages-review.vi.ts';
import { pagesTimeVi } from './pages-time.vi.ts';
import { refusalsVi } from './refusals.vi.ts';
import { remarksVi } from './remarks.vi.ts';
import { reportVi } from './report.vi.ts';
import { sheetVi } from './sheet.vi.ts';

/** Every text of pages and letters in Vietnamese: the catalogue that names the keys. */
export const vi = {
  ...reportVi,
  ...remarksVi,
  ...deadlinesVi,
  ...documentsVi,
  ...lettersVi,
  ...lettersReviewVi,
  ...lettersRemindersVi,
  ...pagesVi,
  ...pagesReviewVi,
  ...pagesTimeVi,
  ...refusalsVi,
  ...sheetVi,
} as const;

export type MessageKey = keyof typeof vi;
