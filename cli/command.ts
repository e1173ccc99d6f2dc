import type { Locale } from '../functions/domain/directive.ts';
import type { Refusal } from '../functions/domain/result.ts';
import { keyOf, type Messages } from '../functions/i18n/translate.ts';
import type { TextResult } from './input/file-text.ts';
import { nearest } from './input/nearest.ts';
import type { Place } from './place.ts';
import type { CliText } from './translate.ts';

/** Ended well; refused or failed; called wrongly. */
export type ExitCode = 0 | 1 | 2;

export const commandNames = [
  'import',
  'open',
  'list',
  'report',
  'verify',
  'strays',
  'add',
  'close',
  'extend',
  'excuse',
  'reopen',
  'reviewers',
  'reassign',
  'leave',
  'correct',
  'holding',
  'reminders',
  'delivery',
  'calendar',
  'help',
] as const;
export type CommandName = (typeof commandNames)[number];

/** Options that take a text, and those that are only given or not. */
export const textOptions = [
  'stage',
  'region',
  'data',
  'lang',
  'at',
  'date',
  'before',
  'reason',
  'sheet',
  'from',
  'to',
] as const;
export const flagOptions = ['help', 'debug', 'dry-run', 'json', 'csv', 'undo', 'scan', 'all'] as const;
export type TextOption = (typeof textOptions)[number];
export type FlagOption = (typeof flagOptions)[number];
export type Option = TextOption | FlagOption;

/** What every command understands. */
export const globalOptions = ['stage', 'region', 'data', 'lang', 'help', 'debug'] as const satisfies readonly Option[];

/** What a command was called with, already checked against what it takes. */
export interface Arguments {
  readonly values: readonly string[];
  readonly texts: Readonly<Partial<Record<TextOption, string>>>;
  readonly flags: ReadonlySet<FlagOption>;
}

/** What a command works with. */
export interface CommandContext {
  readonly locale: Locale;
  /** The command line's own words. */
  readonly text: CliText;
  /** The service's words: states, deadlines, refusals. */
  readonly messages: Messages;
  /** A line for the reader; control characters are made harmless. */
  print(line: string): void;
  /** A line about what went wrong or deserves attention. */
  warn(line: string): void;
  /** Data for another program, exactly as it is. */
  write(data: string): void;
  readFile(path: string): TextResult;
  /** @throws CliFailure when the file cannot be read */
  readBytes(path: string): Uint8Array;
  /** Opens the stage or local run that was chosen; once. */
  place(): Promise<Place>;
}

export interface Command {
  readonly name: CommandName;
  /** Values after the name: how many at least and at most. */
  readonly takes: readonly [least: number, most: number];
  readonly options: readonly Option[];
  /** Options without which the command cannot run. */
  readonly needs?: readonly TextOption[];
  run(context: CommandContext, given: Arguments): Promise<ExitCode>;
}

/** Says why something was refused, in the words of the service; of an unknown directive, which one may be meant. */
export const tellRefusal = async (context: CommandContext, { code, params }: Refusal): Promise<1> => {
  const { messages, text, warn } = context;
  // the service's own words for it send people to the office, and it is the office that reads these
  warn(code === 'directive_not_open' ? text('change.not_open') : messages.t(keyOf('refusal.', code), params));
  if (code === 'directive_not_found') {
    const { directives } = (await context.place()).services;
    const ids = (await directives.list()).map(({ content }) => content.id);
    const guess = nearest(String(params?.['directive'] ?? '').toLowerCase(), ids);
    warn(guess === undefined ? text('usage.see_list') : text('change.unit_near', { nearest: guess }));
  }
  return 1;
};
