import { en } from './en.ts';
import { keyFinder, type MessagesOf, messagesFrom } from './messages.ts';
import { type MessageKey, vi } from './vi.ts';

export type { MessageParams } from './messages.ts';

/**
 * All text that people read, in one language: for pages and the command line. What has no pages takes the part of the
 * catalogue that it needs (`letter-messages.ts`, `record-messages.ts`), since every function loads what it imports.
 */
export type Messages = MessagesOf<MessageKey>;

/** The message key for a code that is only known at run time ("refusal.", "no_document"). */
export const keyOf = keyFinder(vi);

/** The catalogue of a language, ready to use. */
export const messagesFor = messagesFrom({ vi, en });
