import type { UnitId } from '../../functions/domain/directive.ts';
import type { VerificationFault } from '../../functions/usecases/verify-history.ts';
import type { CommandContext } from '../command.ts';

/** What is wrong with a unit's history, in words. */
export const historyFaultText = ({ text }: CommandContext, unit: UnitId, fault: VerificationFault): string => {
  switch (fault.fault) {
    case 'altered':
    case 'broken_chain':
      return text(`verify.${fault.fault}`, { unit, seq: fault.seq });
    case 'state_differs':
    case 'no_history':
      return text(`verify.${fault.fault}`, { unit });
  }
};
