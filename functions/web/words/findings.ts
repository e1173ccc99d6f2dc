import type { Finding } from '../../domain/upload.ts';
import { keyOf, type Messages } from '../../i18n/translate.ts';

/** Parameters that are codes themselves, with the labels that stand for them. */
const codedParams: Readonly<Record<string, string>> = { found: 'document.found.', at: 'document.at.' };

/** What an inspection found, as people read it. */
export const findingText = (m: Messages, kind: 'refused' | 'advice', { code, params = {} }: Finding): string => {
  const words = Object.entries(params).map(([name, value]): [string, string | number] => {
    const prefix = codedParams[name];
    return [name, prefix === undefined || typeof value === 'number' ? value : m.t(keyOf(prefix, value))];
  });
  return m.t(keyOf(`document.${kind}.`, code), Object.fromEntries(words));
};
