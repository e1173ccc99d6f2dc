import { documentsVi } from './documents.vi.ts';
import { keyFinder, type MessageParams, type MessagesOf } from './messages.ts';

const keyOf = keyFinder(documentsVi);

/** The sentence for one reason or advisory of an inspection: numbers and codes in it are put into the reader's words. */
export function documentSentence(
  messages: MessagesOf<keyof typeof documentsVi>,
  kind: 'refused' | 'advice',
  item: { readonly code: string; readonly [param: string]: string | number },
): string {
  const params: Record<string, string | number> = {};
  for (const [name, value] of Object.entries(item)) {
    if (name === 'code') continue;
    const label = `document.${name}.${value}`;
    if (Object.hasOwn(documentsVi, label)) params[name] = messages.t(keyOf(`document.${name}.`, String(value)));
    else params[name] = typeof value === 'number' ? messages.number(value) : value;
  }
  return messages.t(keyOf(`document.${kind}.`, item.code), params satisfies MessageParams);
}
