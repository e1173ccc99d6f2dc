import type { Finding } from '../../domain/finding.ts';
import { documentSentence } from '../../i18n/document-sentence.ts';
import type { Messages } from '../../i18n/translate.ts';

/** What an inspection found, as people read it. */
export const findingText = (m: Messages, kind: 'refused' | 'advice', { code, params }: Finding): string =>
  documentSentence(m, kind, { ...params, code });
