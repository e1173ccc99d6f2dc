import type { DirectiveId, UnitId } from '../../functions/domain/directive.ts';
import type { Result } from '../../functions/domain/result.ts';
import { accept, refuse } from '../../functions/domain/result.ts';
import {
  type DirectiveVerification,
  type VerificationFault,
  verifyDirective,
  verifyHistory,
} from '../../functions/usecases/verify-history.ts';
import { type Command, type CommandContext, tellRefusal } from '../command.ts';
import type { CliServices } from '../place.ts';

const verifyUnit = async (
  services: CliServices,
  directiveId: DirectiveId,
  unitId: UnitId,
): Promise<Result<DirectiveVerification>> => {
  const directive = await services.directives.load(directiveId);
  if (!directive) return refuse('directive_not_found', { directive: directiveId });
  if (!directive.unitIds.includes(unitId)) return refuse('assignment_not_found', { unit: unitId });
  const { events, fault } = await verifyHistory(services, { directiveId, unitId });
  return accept({ units: 1, events, faults: fault ? [{ unitId, fault }] : [] });
};

const faultText = ({ text }: CommandContext, unit: UnitId, fault: VerificationFault): string => {
  switch (fault.fault) {
    case 'altered':
    case 'broken_chain':
      return text(`verify.${fault.fault}`, { unit, seq: fault.seq });
    case 'state_differs':
    case 'no_history':
      return text(`verify.${fault.fault}`, { unit });
  }
};

/** `verify DIRECTIVE [UNIT]`: nothing in the histories was changed, and they lead to what is stored. */
export const verifyCommand: Command = {
  name: 'verify',
  takes: [1, 2],
  options: [],
  run: async (context, { values: [directive = '', unit] }) => {
    const { services } = await context.place();
    const result =
      unit === undefined ? await verifyDirective(services, directive) : await verifyUnit(services, directive, unit);
    if (!result.ok) return tellRefusal(context, result.refusal);
    const { units, events, faults } = result.value;
    for (const { unitId, fault } of faults) context.warn(faultText(context, unitId, fault));
    const counts = { units: context.messages.number(units), events: context.messages.number(events) };
    if (faults.length > 0) {
      context.warn(context.text('verify.failed', { ...counts, faults: context.messages.number(faults.length) }));
      return 1;
    }
    context.print(context.text('verify.whole', counts));
    return 0;
  },
};
