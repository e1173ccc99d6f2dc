import type { UnitId } from '../../functions/domain/directive.ts';
import type { RecordDifference, RecordName } from '../../functions/usecases/ports.ts';
import type { DirectiveFault, VerificationFault } from '../../functions/usecases/verify-history.ts';
import type { CommandContext } from '../command.ts';

/** A stored row in words. */
const recordText = ({ text }: CommandContext, record: RecordName): string => {
  switch (record.kind) {
    case 'assignment':
    case 'summary':
    case 'ladder':
    case 'other':
      return text(`verify.record_${record.kind}`);
    case 'version':
      return text('verify.record_version', { version: record.version });
    case 'review':
      return text('verify.record_review', {
        version: record.version,
        stage: record.stage,
        reviewer: record.reviewerId,
      });
    case 'question':
      return text('verify.record_question', { question: record.questionId });
  }
};

const differenceText = (context: CommandContext, unit: UnitId, { record, how, row }: RecordDifference): string =>
  context.text(`verify.differs_${how}`, { unit, record: recordText(context, record), row });

/** What is wrong with what is stored of a unit, in words, and what to do about it. */
export const historyFaultText = (context: CommandContext, unit: UnitId, fault: VerificationFault): string => {
  const { text } = context;
  switch (fault.fault) {
    case 'altered':
    case 'broken_chain':
    case 'unreadable':
      return text(`verify.${fault.fault}`, { unit, seq: fault.seq });
    case 'differs':
      return differenceText(context, unit, fault.difference);
    case 'impossible_history':
    case 'history_missing':
    case 'not_reported':
    case 'no_history':
      return text(`verify.${fault.fault}`, { unit });
  }
};

/** Units that a sentence names before it only counts them. */
const mostNamed = 20;

/** What is wrong with what is stored of the directive itself, in words. */
export const directiveFaultText = (
  { text, messages }: CommandContext,
  directive: string,
  fault: DirectiveFault,
): string => {
  switch (fault.fault) {
    case 'directive_unreadable':
      return text('verify.directive_unreadable', { directive, detail: fault.detail });
    case 'directive_missing':
    case 'directive_not_listed':
      return text(`verify.${fault.fault}`, { directive });
    case 'units_not_listed': {
      const named = fault.unitIds.slice(0, mostNamed).join(', ');
      const units = fault.unitIds.length > mostNamed ? `${named}, …` : named;
      return text('verify.units_not_listed', { directive, count: messages.number(fault.unitIds.length), units });
    }
  }
};
