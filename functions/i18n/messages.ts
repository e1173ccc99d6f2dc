import type { Locale } from '../domain/directive.ts';
import { type Instant, type LocalDate, localDateOf, localTimeOf } from '../domain/time.ts';

export type MessageParams = Readonly<Record<string, string | number>>;

/** The stem of a pair of messages `<stem>.one` and `<stem>.other`. */
export type PluralKeyOf<Key extends string> = Key extends `${infer Stem}.other` ? Stem : never;

/**
 * Text that people read, in one language: the messages with these keys. One who knows more messages can stand in for one
 * who knows fewer, and not the other way round.
 */
export interface MessagesOf<Key extends string> {
  readonly locale: Locale;
  /**
   * The message with its `{name}` places filled in, as plain text (pages and letters escape it).
   * @throws when a parameter is missing: a letter with a hole must not go out.
   */
  readonly t: (key: Key, params?: MessageParams) => string;
  /** A message whose form depends on a count: `<key>.one` or `<key>.other`, with `{count}` filled in ("10.000"). */
  readonly tn: (key: PluralKeyOf<Key>, count: number, params?: MessageParams) => string;
  /** dd/MM/yyyy. */
  readonly date: (date: LocalDate) => string;
  /** HH:mm dd/MM/yyyy, local time. */
  readonly dateTime: (instant: Instant) => string;
  /** A number as the language groups its digits: "10.000" in Vietnamese, "10,000" in English. */
  readonly number: (value: number) => string;
  /** The size of a file, in the largest unit that gives at least 1, of 1024 each: "1,2 MB". */
  readonly size: (bytes: number) => string;
}

const fill = (key: string, text: string, params: MessageParams): string =>
  text.replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = params[name];
    if (value === undefined) throw new Error(`message "${key}" lacks its parameter "${name}"`);
    return String(value);
  });

const sizeUnits = [
  { name: 'GB', of: 1024 ** 3 },
  { name: 'MB', of: 1024 ** 2 },
  { name: 'KB', of: 1024 },
] as const;

/**
 * Finds the message key for a code that is only known at run time ("refusal.", "no_document"), among the keys of a
 * catalogue. @throws when there is no such message
 */
export const keyFinder = <Key extends string>(
  catalogue: Readonly<Record<Key, string>>,
): ((prefix: string, code: string) => Key) => {
  const isKey = (key: string): key is Key => Object.hasOwn(catalogue, key);
  return (prefix, code) => {
    const key = `${prefix}${code}`;
    if (!isKey(key)) throw new Error(`no message "${key}"`);
    return key;
  };
};

/** The messages of a catalogue or a part of one, in its language. */
export const messagesIn = <Key extends string>(
  locale: Locale,
  catalogue: Readonly<Record<Key, string>>,
): MessagesOf<Key> => {
  const keyOf = keyFinder(catalogue);
  const rules = new Intl.PluralRules(locale);
  const whole = new Intl.NumberFormat(locale);
  const tenths = new Intl.NumberFormat(locale, { maximumFractionDigits: 1 });
  const t = (key: Key, params: MessageParams = {}): string => fill(key, catalogue[key], params);
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

/** The same by language. */
export const messagesFrom =
  <Key extends string>(
    catalogues: Readonly<Record<Locale, Readonly<Record<Key, string>>>>,
  ): ((locale: Locale) => MessagesOf<Key>) =>
  (locale) =>
    messagesIn(locale, catalogues[locale]);
