import type { LetterMessages } from '../i18n/letter-messages.ts';
import { htmlPart } from './html-part.ts';
import type { LetterContent } from './letter-content.ts';
import type { RenderedLetter } from './letter-facts.ts';
import { textPart } from './text-part.ts';

/** Lays a letter out in both its parts. */
export const layOut = (content: LetterContent, messages: LetterMessages): RenderedLetter => ({
  subject: content.subject,
  text: textPart(content, messages),
  html: htmlPart(content, messages),
});
