import type { Finding } from '../../domain/finding.ts';
import { documentSentence } from '../../i18n/document-sentence.ts';
import { keyOf, type Messages } from '../../i18n/translate.ts';

/** What an inspection found, as people read it. */
export const findingText = (m: Messages, kind: 'refused' | 'advice', { code, params }: Finding): string =>
  documentSentence(m, kind, { ...params, code });

/** What the checks against directive and year pointed out, for reviewers. */
export const remarkText = (m: Messages, { code, params }: Finding): string => m.t(keyOf('remark.', code), params);
