import type { DirectiveId, UnitId } from '../../functions/domain/directive.ts';
import type { Result } from '../../functions/domain/result.ts';
import { accept, refuse } from '../../functions/domain/result.ts';
import { type DirectiveVerification, verifyDirective, verifyHistory } from '../../functions/usecases/verify-history.ts';
import { wrongUsage } from '../cli-failure.ts';
import { type Command, tellRefusal } from '../command.ts';
import type { CliServices } from '../place.ts';
import { directiveFaultText, historyFaultText } from './history-fault.ts';
import { verifySheetFile } from './verify-sheet.ts';

/** Whether the directive asks the unit at all. */
const checkedUnit = async (
  services: CliServices,
  directiveId: DirectiveId,
  unitId: UnitId,
): Promise<Result<UnitId>> => {
  const directive = await services.directives.load(directiveId);
  if (!directive) return refuse('directive_not_found', { directive: directiveId });
  return directive.unitIds.includes(unitId) ? accept(unitId) : refuse('assignment_not_found', { unit: unitId });
};

const verifyUnit = async (
  services: CliServices,
  directiveId: DirectiveId,
  unitId: UnitId,
): Promise<Result<DirectiveVerification>> => {
  const asked = await checkedUnit(services, directiveId, unitId);
  if (!asked.ok) return asked;
  const { events, faults } = await verifyHistory(services, { directiveId, unitId });
  return accept({ units: 1, events, directiveFaults: [], faults: faults.map((fault) => ({ unitId, fault })) });
};

/**
 * `verify DIRECTIVE [UNIT]`: nothing in the histories was changed, and they lead to what is stored.
 * `verify DIRECTIVE UNIT --sheet FILE`: the approval sheet says what the history says.
 */
export const verifyCommand: Command = {
  name: 'verify',
  takes: [1, 2],
  options: ['sheet'],
  run: async (context, { values: [directive = '', unit], texts: { sheet } }) => {
    if (sheet !== undefined && unit === undefined)
      throw wrongUsage('usage.too_few', { call: context.text('help.call_verify') });
    const { services } = await context.place();
    if (sheet !== undefined && unit !== undefined) {
      const asked = await checkedUnit(services, directive, unit);
      if (!asked.ok) return tellRefusal(context, asked.refusal);
      return verifySheetFile(context, { directiveId: directive, unitId: unit }, sheet);
    }
    const result =
      unit === undefined ? await verifyDirective(services, directive) : await verifyUnit(services, directive, unit);
    if (!result.ok) return tellRefusal(context, result.refusal);
    const { units, events, directiveFaults, faults } = result.value;
    for (const fault of directiveFaults) context.warn(directiveFaultText(context, directive, fault));
    for (const { unitId, fault } of faults) context.warn(historyFaultText(context, unitId, fault));
    const counts = { units: context.messages.number(units), events: context.messages.number(events) };
    if (directiveFaults.length + faults.length > 0) {
      const faulty = new Set(faults.map(({ unitId }) => unitId)).size;
      context.warn(context.text('verify.failed', { ...counts, faults: context.messages.number(faulty) }));
      context.warn(context.text('verify.what_to_do'));
      return 1;
    }
    context.print(context.text('verify.whole', counts));
    return 0;
  },
};
