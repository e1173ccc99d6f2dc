import { deadlinesEn } from './deadlines.en.ts';
import { deadlinesVi } from './deadlines.vi.ts';
import { keyFinder, type MessagesOf, messagesFrom } from './messages.ts';
import { reportEn } from './report.en.ts';
import { reportVi } from './report.vi.ts';
import { sheetEn } from './sheet.en.ts';
import { sheetVi } from './sheet.vi.ts';

const vi = { ...deadlinesVi, ...reportVi, ...sheetVi } as const;
const en: Readonly<Record<keyof typeof vi, string>> = { ...deadlinesEn, ...reportEn, ...sheetEn };

/** The part of the catalogue that approval sheets and snapshots of the report are written with. */
export type RecordMessages = MessagesOf<keyof typeof vi>;

/** The message key of a sheet or a report for a code that is only known at run time. */
export const keyOf = keyFinder(vi);

/** The words of sheets and reports in a language, ready to use. */
export const messagesFor = messagesFrom({ vi, en });
