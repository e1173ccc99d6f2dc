import { deadlinesEn } from './deadlines.en.ts';
import { deadlinesVi } from './deadlines.vi.ts';
import { documentsEn } from './documents.en.ts';
import { documentsVi } from './documents.vi.ts';
import { lettersEn } from './letters.en.ts';
import { lettersVi } from './letters.vi.ts';
import { lettersRemindersEn } from './letters-reminders.en.ts';
import { lettersRemindersVi } from './letters-reminders.vi.ts';
import { lettersReviewEn } from './letters-review.en.ts';
import { lettersReviewVi } from './letters-review.vi.ts';
import { keyFinder, type MessagesOf, messagesFrom } from './messages.ts';
import { remarksEn } from './remarks.en.ts';
import { remarksVi } from './remarks.vi.ts';

const vi = {
  ...deadlinesVi,
  ...documentsVi,
  ...lettersVi,
  ...lettersReviewVi,
  ...lettersRemindersVi,
  ...remarksVi,
} as const;

const en: Readonly<Record<keyof typeof vi, string>> = {
  ...deadlinesEn,
  ...documentsEn,
  ...lettersEn,
  ...lettersReviewEn,
  ...lettersRemindersEn,
  ...remarksEn,
};

/** The part of the catalogue that letters are written with. */
export type LetterMessages = MessagesOf<keyof typeof vi>;

/** The message key of a letter for a code that is only known at run time. */
export const keyOf = keyFinder(vi);

/** The words of letters in a language, ready to use. */
export const messagesFor = messagesFrom({ vi, en });
