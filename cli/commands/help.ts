import { type Command, type CommandName, commandNames } from '../command.ts';
import { factLines } from '../terminal/table.ts';
import type { CliText } from '../translate.ts';

const isName = (name: string): name is CommandName => commandNames.some((known) => known === name);

/** What all commands do, in a line each. */
export const overview = (text: CliText): string[] => [
  text('help.usage'),
  '',
  ...factLines(commandNames.map((name) => [`  ${text(`help.call_${name}`)}`, text(`help.short_${name}`)])),
  '',
  ...text('help.options').split('\n'),
];

/** How one command is called. */
export const commandHelp = (name: CommandName, text: CliText): string[] => [
  `ward-plans ${text(`help.call_${name}`)}`,
  '',
  text(`help.short_${name}`),
  ...text(`help.long_${name}`).split('\n'),
];

/** `help [COMMAND]`. */
export const helpCommand: Command = {
  name: 'help',
  takes: [0, 1],
  options: [],
  run: async ({ text, print, warn }, { values: [name] }) => {
    if (name !== undefined && !isName(name)) {
      warn(text('usage.unknown_command', { command: name }));
      return 2;
    }
    for (const line of name === undefined ? overview(text) : commandHelp(name, text)) print(line);
    return 0;
  },
};
