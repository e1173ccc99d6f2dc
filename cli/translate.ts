import type { Locale } from '../functions/domain/directive.ts';
import { messagesEn } from './messages.en.ts';
import { type CliMessageKey, messagesVi } from './messages.vi.ts';

const catalogues: Readonly<Record<Locale, Readonly<Record<CliMessageKey, string>>>> = {
  vi: messagesVi,
  en: messagesEn,
};

export type CliParams = Readonly<Record<string, string | number>>;

/** The command line's own text in one language: a message with its `{name}` places filled in. */
export type CliText = (key: CliMessageKey, params?: CliParams) => string;

/** @throws when a message's parameter is missing. */
export const cliText =
  (locale: Locale): CliText =>
  (key, params = {}) =>
    catalogues[locale][key].replace(/\{(\w+)\}/g, (_, name: string) => {
      const value = params[name];
      if (value === undefined) throw new Error(`message "${key}" lacks its parameter "${name}"`);
      return String(value);
    });
