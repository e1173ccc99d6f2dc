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
  /** A message whose form depends on a count: `<key>.one` or `<key>.other`, with `{count}` filled in ("10.000"). */
  tn(key: PluralKey, count: number, params?: MessageParams): string;
  /** dd/MM/yyyy. */
  date(date: LocalDate): string;
  /** HH:mm dd/MM/yyyy, local time. */
  dateTime(instant: Instant): string;
  /** A number as the language groups its digits: "10.000" in Vietnamese, "10,000" in English. */
  number(value: number): string;
  /** The size of a file, in the largest unit that gives at least 1, of 1024 each: "1,2 MB". */
  size(bytes: number): string;
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

const sizeUnits = [
  { name: 'GB', of: 1024 ** 3 },
  { name: 'MB', of: 1024 ** 2 },
  { name: 'KB', of: 1024 },
] as const;

/** The catalogue of a language, ready to use. */
export const messagesFor = (locale: Locale): Messages => {
  const catalogue = catalogues[locale];
  const rules = new Intl.PluralRules(locale);
  const whole = new Intl.NumberFormat(locale);
  const tenths = new Intl.NumberFormat(locale, { maximumFractionDigits: 1 });
  const t = (key: MessageKey, params: MessageParams = {}): string => fill(key, catalogue[key], params);
  const date = (day: LocalDate): string => day.split('-').reverse().join('/');
  return {
    locale,
    t,
    tn: (key, count, params = {}) =>
      t(keyOf(`${key}.`, rules.select(count) === 'one' ? 'one' : 'other'), { ...params, count: whole.format(count) }),
    date,
    dateTime: (instant) => `${localTimeOf(instant)} ${date(localDateOf(instant))}`,
    number: (value) => whole.format(value),
    size: (bytes) => {
      const unit = sizeUnits.find(({ of }) => bytes >= of);
      return unit ? `${tenths.format(bytes / unit.of)} ${unit.name}` : `${whole.format(bytes)} B`;
    },
  };
};
