import { resolve } from 'node:path';
import type { Locale } from '../functions/domain/directive.ts';
import { messagesFor } from '../functions/i18n/page-messages.ts';
import { argumentsFor, optionValue, takeApart } from './arguments.ts';
import { CliFailure, wrongUsage } from './cli-failure.ts';
import { type Arguments, type Command, type CommandContext, commandNames, type ExitCode } from './command.ts';
import { addCommand } from './commands/add.ts';
import { calendarCommand } from './commands/calendar.ts';
import { closeCommand, excuseCommand, extendCommand, reopenCommand } from './commands/change.ts';
import { correctCommand } from './commands/correct.ts';
import { deliveryCommand } from './commands/delivery.ts';
import { commandHelp, helpCommand, overview } from './commands/help.ts';
import { holdingCommand } from './commands/holding.ts';
import { importCommand } from './commands/import.ts';
import { listCommand } from './commands/list.ts';
import { openCommand } from './commands/open.ts';
import { remindersCommand } from './commands/reminders.ts';
import { reportCommand } from './commands/report.ts';
import { leaveCommand, reassignCommand, reviewersCommand } from './commands/reviewers.ts';
import { straysCommand } from './commands/strays.ts';
import { verifyCommand } from './commands/verify.ts';
import { failureText } from './failures.ts';
import { decodeFile, type TextResult } from './input/file-text.ts';
import { nearest } from './input/nearest.ts';
import { maxFileMb } from './input/yaml-source.ts';
import type { OpenPlace, Place, PlaceChoice } from './place.ts';
import { readAtMost } from './read-at-most.ts';
import { printable } from './terminal/printable.ts';
import { cliText } from './translate.ts';

const commands: readonly Command[] = [
  importCommand,
  openCommand,
  listCommand,
  reportCommand,
  verifyCommand,
  straysCommand,
  addCommand,
  closeCommand,
  extendCommand,
  excuseCommand,
  reopenCommand,
  reviewersCommand,
  reassignCommand,
  leaveCommand,
  correctCommand,
  holdingCommand,
  remindersCommand,
  deliveryCommand,
  calendarCommand,
  helpCommand,
];

/** Where the command line runs. */
export interface CliSurroundings {
  readonly openPlace: OpenPlace;
  /** Folder from which relative paths count. */
  readonly folder: string;
  /** Data folder of the local run, unless another is asked for. */
  readonly dataFolder: string;
  readonly region: string | undefined;
  readonly out: (text: string) => void;
  readonly err: (text: string) => void;
}

/** Why a file could not be read: the messages' name of it, and the code of the operating system. */
const unreadable = (fault: unknown) => {
  const reason = fault instanceof Error && 'code' in fault ? String(fault.code) : String(fault);
  switch (reason) {
    case 'ENOENT':
      return { what: 'file_missing', reason } as const;
    case 'EISDIR':
      return { what: 'file_is_folder', reason } as const;
    default:
      return { what: 'file_unreadable', reason } as const;
  }
};

const readFile = (folder: string, path: string): TextResult => {
  try {
    return decodeFile(path, readAtMost(resolve(folder, path), maxFileMb * 1024 * 1024));
  } catch (fault) {
    const { what, reason } = unreadable(fault);
    const at = { line: 1, column: 1 };
    return { ok: false, problem: { file: path, at, path: '', code: `input.${what}`, params: { reason } } };
  }
};

const readBytes = (folder: string, path: string): Uint8Array => {
  try {
    return readAtMost(resolve(folder, path), maxFileMb * 1024 * 1024);
  } catch (fault) {
    const { what, reason } = unreadable(fault);
    throw new CliFailure(`failure.${what}`, { file: path, reason });
  }
};

const placeOf = ({ texts }: Arguments, { folder, dataFolder, region }: CliSurroundings): PlaceChoice => {
  const { stage, data } = texts;
  if (stage === undefined) {
    if (texts.region !== undefined) throw wrongUsage('usage.region_without_stage');
    return { kind: 'local', folder: data === undefined ? dataFolder : resolve(folder, data) };
  }
  if (data !== undefined) throw wrongUsage('usage.one_of', { options: '--stage, --data' });
  if (!/^[a-z][a-z0-9-]{0,19}$/.test(stage)) throw wrongUsage('usage.not_a_stage', { value: stage });
  return { kind: 'stage', stage, region: texts.region, usualRegion: region };
};

const commandOf = (word: string): Command => {
  const command = commands.find(({ name }) => name === word);
  if (command) return command;
  const guess = nearest(word, commandNames);
  throw guess === undefined
    ? wrongUsage('usage.unknown_command', { command: word })
    : wrongUsage('usage.unknown_command_near', { command: word, nearest: guess });
};

const localeOf = (given: string | undefined): Locale | undefined =>
  given === 'vi' || given === 'en' ? given : undefined;

/** Runs one command line. Never throws; what went wrong is told on `err`. */
export const runCli = async (args: readonly string[], surroundings: CliSurroundings): Promise<ExitCode> => {
  const raw = takeApart(args);
  const lang = optionValue(raw, 'lang');
  const locale = localeOf(lang) ?? 'vi';
  const text = cliText(locale);
  const print = (line: string): void => surroundings.out(`${printable(line)}\n`);
  const warn = (line: string): void => surroundings.err(`${printable(line)}\n`);
  let place: Promise<Place> | undefined;
  try {
    if (lang !== undefined && localeOf(lang) === undefined) throw wrongUsage('usage.not_a_language', { value: lang });
    const [word] = raw.words;
    if (word === undefined) {
      const asked = raw.options.some(({ name }) => name === 'help');
      for (const line of overview(text)) (asked ? print : warn)(line);
      return asked ? 0 : 2;
    }
    const command = commandOf(word);
    const given = argumentsFor(command, raw, text);
    if (given.flags.has('help')) {
      for (const line of commandHelp(command.name, text)) print(line);
      return 0;
    }
    const choice = placeOf(given, surroundings);
    const context: CommandContext = {
      locale,
      text,
      messages: messagesFor(locale),
      print,
      warn,
      write: surroundings.out,
      readFile: (path) => readFile(surroundings.folder, path),
      readBytes: (path) => readBytes(surroundings.folder, path),
      place: () => {
        place ??= surroundings.openPlace(choice);
        return place;
      },
    };
    return await command.run(context, given);
  } catch (fault) {
    warn(failureText(fault, text));
    const debug = raw.options.some(({ name }) => name === 'debug');
    if (debug && fault instanceof Error && !(fault instanceof CliFailure)) warn(fault.stack ?? '');
    if (!(fault instanceof CliFailure)) return 1;
    const command = commandNames.find((name) => name === raw.words[0]);
    if (fault.exitCode === 2) warn(command ? text('usage.see_help_of', { command }) : text('usage.see_help'));
    return fault.exitCode;
  } finally {
    await place?.then(
      (opened) => opened.close(),
      () => undefined,
    );
  }
};
