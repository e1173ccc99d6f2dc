import { parseArgs } from 'node:util';
import { wrongUsage } from './cli-failure.ts';
import {
  type Arguments,
  type Command,
  type FlagOption,
  flagOptions,
  globalOptions,
  type Option,
  type TextOption,
  textOptions,
} from './command.ts';
import { nearest } from './input/nearest.ts';
import type { CliText } from './translate.ts';

const textNames: readonly string[] = textOptions;
const flagNames: readonly string[] = flagOptions;
const isText = (name: string): name is TextOption => textNames.includes(name);
const isFlag = (name: string): name is FlagOption => flagNames.includes(name);

const allOptions = Object.fromEntries([
  ...textOptions.map((name) => [name, { type: 'string' }] as const),
  ...flagOptions.map((name) => [name, { type: 'boolean' }] as const),
]);

/** What stands on the command line, before it is known which command it is for. */
export interface RawArguments {
  readonly words: readonly string[];
  readonly options: readonly { readonly name: string; readonly written: string; readonly value: string | undefined }[];
}

/** Takes the command line apart. Options may stand anywhere; `--` ends them. */
export const takeApart = (args: readonly string[]): RawArguments => {
  // not strict: what is wrong is told in the reader's language, below
  const { tokens } = parseArgs({
    args: [...args],
    options: allOptions,
    strict: false,
    allowPositionals: true,
    tokens: true,
  });
  return {
    words: tokens.flatMap((token) => (token.kind === 'positional' ? [token.value] : [])),
    options: tokens.flatMap((token) => {
      if (token.kind !== 'option') return [];
      // "--reason --lang en": the next option is no reason; a value that begins so is written with "="
      const isNextOption = token.inlineValue === false && token.value.startsWith('--');
      return [{ name: token.name, written: token.rawName, value: isNextOption ? undefined : token.value }];
    }),
  };
};

/** The value of one option, if it is there in any form. */
export const optionValue = ({ options }: RawArguments, wanted: TextOption): string | undefined =>
  options.findLast(({ name }) => name === wanted)?.value;

const checkOption = (name: string, written: string, known: readonly Option[], command: string): Option => {
  const option = known.find((one) => one === name);
  if (option !== undefined) return option;
  const guess = nearest(name, known);
  throw guess === undefined
    ? wrongUsage('usage.unknown_option', { option: written, command })
    : wrongUsage('usage.unknown_option_near', { option: written, nearest: `--${guess}`, command });
};

/**
 * Checks what a command was called with.
 * @throws CliFailure about the first thing that is wrong
 */
export const argumentsFor = (command: Command, raw: RawArguments, text: CliText): Arguments => {
  const known: readonly Option[] = [...globalOptions, ...command.options];
  const texts: Partial<Record<TextOption, string>> = {};
  const flags = new Set<FlagOption>();
  for (const { name, written, value } of raw.options) {
    const option = checkOption(name, written, known, command.name);
    if (isFlag(option)) {
      if (value !== undefined) throw wrongUsage('usage.option_takes_no_value', { option: written });
      flags.add(option);
    } else if (isText(option)) {
      if (value === undefined || value.trim() === '') throw wrongUsage('usage.option_needs_value', { option: written });
      if (texts[option] !== undefined) throw wrongUsage('usage.option_twice', { option: written });
      texts[option] = value;
    }
  }
  const values = raw.words.slice(1);
  const [least, most] = command.takes;
  if (!flags.has('help')) {
    // an empty value is what a shell gives for a variable that is not set
    if (values.filter((value) => value.trim() !== '').length < Math.max(least, values.length)) {
      throw wrongUsage('usage.too_few', { call: text(`help.call_${command.name}`) });
    }
    if (values.length > most) throw wrongUsage('usage.too_many', { value: values[most] ?? '', command: command.name });
    const missing = command.needs?.find((name) => texts[name] === undefined);
    if (missing !== undefined)
      throw wrongUsage('usage.option_missing', { option: `--${missing}`, command: command.name });
  }
  return { values, texts, flags };
};
