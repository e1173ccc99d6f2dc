import { keyFinder, type MessagesOf, messagesFrom } from './messages.ts';
import { sheetEn } from './sheet.en.ts';
import { sheetVi } from './sheet.vi.ts';

/** The part of the catalogue that approval sheets are written with. */
export type SheetMessages = MessagesOf<keyof typeof sheetVi>;

/** The message key of a sheet for a code that is only known at run time. */
export const keyOf = keyFinder(sheetVi);

/** The words of approval sheets in a language, ready to use. */
export const messagesFor = messagesFrom({ vi: sheetVi, en: sheetEn });
