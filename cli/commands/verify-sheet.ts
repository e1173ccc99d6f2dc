import type { SheetDifference } from '../../functions/domain/approval-sheet.ts';
import type { AssignmentKey } from '../../functions/domain/assignment.ts';
import { type SheetFault, verifySheet } from '../../functions/usecases/verify-sheet.ts';
import type { CommandContext, ExitCode } from '../command.ts';
import { readSheet } from '../composition/read-sheet.ts';
import { type CliMessageKey, messagesVi } from '../messages.vi.ts';
import { historyFaultText } from './history-fault.ts';

/** Longest value of a fact that is told, in characters: remarks may be pages. */
const longestShown = 200;

const isKey = (key: string): key is CliMessageKey => Object.hasOwn(messagesVi, key);

/** `decisions.1.remarks` in words; a name that only a forged sheet has stays as it is. */
const factText = ({ text }: CommandContext, fact: string): string =>
  fact
    .split('.')
    .map((part) => {
      const key = `verify.fact.${part}`;
      return isKey(key) ? text(key) : part;
    })
    .join(' ');

const valueText = ({ text }: CommandContext, value: string | undefined): string => {
  if (value === undefined) return text('verify.fact_absent');
  const characters = [...value];
  return `"${characters.length > longestShown ? `${characters.slice(0, longestShown).join('')}…` : value}"`;
};

const differenceText = (context: CommandContext, { fact, sheet, history }: SheetDifference): string =>
  context.text('verify.sheet_differs', {
    fact: factText(context, fact),
    sheet: valueText(context, sheet),
    history: valueText(context, history),
  });

const faultText = (context: CommandContext, unit: string, found: SheetFault): string => {
  switch (found.fault) {
    case 'history':
      return historyFaultText(context, unit, found.because);
    case 'differs':
      return differenceText(context, found.difference);
    case 'no_facts':
    case 'never_approved':
    case 'other_file':
    case 'not_on_record':
    case 'no_longer_approved':
      return context.text(`verify.sheet_${found.fault}`);
  }
};

/** Checks the sheet of an approved plan against the history. */
export const verifySheetFile = async (context: CommandContext, key: AssignmentKey, path: string): Promise<ExitCode> => {
  const sheet = await readSheet(context.readBytes(path));
  const { services } = await context.place();
  const { facts, faults } = await verifySheet(services, key, sheet);
  for (const fault of faults) context.warn(faultText(context, key.unitId, fault));
  if (faults.length > 0 || !facts) {
    context.warn(context.text('verify.sheet_failed', { file: path }));
    return 1;
  }
  context.print(
    context.text('verify.sheet_whole', {
      unit: facts.unitName,
      notation: facts.notation,
      version: facts.version,
      moment: context.messages.dateTime(facts.approvedAt),
      events: context.messages.number(facts.events),
    }),
  );
  return 0;
};
