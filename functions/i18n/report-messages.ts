import { deadlinesEn } from './deadlines.en.ts';
import { deadlinesVi } from './deadlines.vi.ts';
import { keyFinder, type MessagesOf, messagesFrom } from './messages.ts';
import { reportEn } from './report.en.ts';
import { reportVi } from './report.vi.ts';

const vi = { ...deadlinesVi, ...reportVi } as const;
const en: Readonly<Record<keyof typeof vi, string>> = { ...deadlinesEn, ...reportEn };

/** The part of the catalogue that the report is written with, as a page and as a file. */
export type ReportMessages = MessagesOf<keyof typeof vi>;

/** The message key of a report for a code that is only known at run time. */
export const keyOf = keyFinder(vi);

/** The words of reports in a language, ready to use. */
export const messagesFor = messagesFrom({ vi, en });
