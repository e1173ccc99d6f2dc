import type { Refusal } from '../../domain/result.ts';
import { keyOf, type Messages } from '../../i18n/translate.ts';

/** Why something is refused and what to do next, as people read it; numbers as their language writes them. */
export const refusalText = (m: Messages, { code, params = {} }: Refusal): string =>
  m.t(
    keyOf('refusal.', code),
    Object.fromEntries(
      Object.entries(params).map(([name, value]) => [name, typeof value === 'number' ? m.number(value) : value]),
    ),
  );
