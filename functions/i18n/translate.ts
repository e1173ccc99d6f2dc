import type { Locale } from '../domain/directive.ts';
import { type Instant, type LocalDate, localDateOf, localTimeOf } from '../domain/time.ts';
import { en } from './en.ts';
import { type MessageKey, vi } from './vi.ts';

const catalogues: Readonly<Record<Locale, Readonly<Record<MessageKey, string>>>> = { vi, en };

export type MessageParams = Readonly<Record<string, string | number>>;

/** All text that people read, in one language. */
export interface Messages {
  readonly locale: Locale;
  /**
   * The message with its `{name}` places filled in, as plain text (pages and letters escape it).
   * @throws when a parameter is missing: a letter with a hole must not go out.
   */
  t(key: MessageKey, params?: MessageParams): string;
  /** A message whose form depends on a count: `<key>.one` or `<key>.other`, with `{count}` filled in. */
  tn(key: PluralKey, count: number, params?: MessageParams): string;
  /** dd/MM/yyyy. */
  date(date: LocalDate): string;
  /** HH:mm dd/MM/yyyy, local time. */
  dateTime(instant: Instant): string;
}

/** The stem of a pair of messages `<stem>.one` and `<stem>.other`. */
export type PluralKey = Extract<MessageKey, `${string}.other`> extends `${infer Stem}.other` ? Stem : never;

const fill = (key: string, text: string, params: MessageParams): string =>
  text.replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = params[name];
    if (value === undefined) throw new Error(`message "${key}" lacks its parameter "${name}"`);
    return String(value);
  });

const isKey = (key: string): key is MessageKey => Object.hasOwn(vi, key);

/** The message key for a code that is only known at run time ("refusal.", "no_document"). */
export const keyOf = (prefix: string, code: string): MessageKey => {
  const key = `${prefix}${code}`;
  if (!isKey(key)) throw new Error(`no message "${key}"`);
  return key;
};

/** The catalogue of a language, ready to use. */
export const messagesFor = (locale: Locale): Messages => {
  const catalogue = catalogues[locale];
  const rules = new Intl.PluralRules(locale);
  const t = (key: MessageKey, params: MessageParams = {}): string => fill(key, catalogue[key], params);
  const date = (day: LocalDate): string => day.split('-').reverse().join('/');
  return {
    locale,
    t,
    tn: (key, count, params = {}) =>
      t(keyOf(`${key}.`, rules.select(count) === 'one' ? 'one' : 'other'), { ...params, count }),
    date,
    dateTime: (instant) => `${localTimeOf(instant)} ${date(localDateOf(instant))}`,
  };
};
