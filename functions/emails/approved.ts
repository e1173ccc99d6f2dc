import type { Assignment, Decision } from '../domain/assignment.ts';
import { momentText } from '../i18n/deadline-text.ts';
import { messagesFor } from '../i18n/letter-messages.ts';
import { layOut } from './layout.ts';
import type { Quote, Section } from './letter-content.ts';
import type { LetterFacts, RenderedLetter } from './letter-facts.ts';
import {
  actorText,
  directiveFact,
  fileFact,
  hashFact,
  itemTitleOf,
  letterheadOf,
  planFact,
  speaker,
  unitFooter,
  versionFact,
} from './letter-parts.ts';
import { unitSubject } from './subject.ts';

/** What an approval says beside itself: of the plan as a whole, then of items. */
const remarksOf = ({ itemComments = [], ...decision }: Extract<Decision, { choice: 'approve' }>) => [
  ...(decision.remarks === undefined ? [] : [{ itemId: undefined, text: decision.remarks }]),
  ...itemComments,
];

/** Who approved a version, in the order of the stages. */
const approvalsOf = (assignment: Assignment, version: number) =>
  assignment.reviews.flatMap(({ state, stageName, version: of }) =>
    of === version && state.kind === 'decided' && state.decision.choice === 'approve'
      ? [{ stageName, by: state.decidedBy, at: state.decidedAt, remarks: remarksOf(state.decision) }]
      : [],
  );

/** To a unit: the plan is approved, by whom, and with what remarks. */
export const approved = (facts: Extract<LetterFacts, { kind: 'approved' }>): RenderedLetter => {
  const { directive, unit, assignment, plan, approvedAt } = facts;
  const { notation } = plan.form;
  const messages = messagesFor(facts.recipient.locale);
  const { t } = messages;
  const moment = momentText(messages, approvedAt);
  const approvals = approvalsOf(assignment, plan.version);
  const remarks = approvals.flatMap(({ by, remarks: said }) =>
    said.map(
      ({ itemId, text }): Quote => ({
        from: speaker(messages, actorText(messages, by), itemTitleOf(directive, itemId)),
        text,
      }),
    ),
  );
  const decisions: Section = {
    kind: 'list',
    heading: t('letter.approved.decisions'),
    items: approvals.map(({ stageName, by, at }) =>
      t('letter.approved.decision', {
        stage: stageName,
        who: actorText(messages, by),
        moment: momentText(messages, at),
      }),
    ),
  };
  return layOut(
    {
      subject: unitSubject(messages, facts, t('letter.approved.subject')),
      letterhead: letterheadOf(directive),
      addressee: unit.fullName,
      lead: [
        t('letter.approved.lead', { notation, unit: unit.fullName, moment }),
        t('letter.approved.ask', { unit: unit.fullName }),
      ],
      facts: [
        planFact(messages, plan),
        versionFact(messages, plan),
        { label: t('letter.fact.approved_at'), value: moment },
        directiveFact(messages, directive),
        fileFact(messages, plan.document),
        hashFact(messages, plan.document),
      ],
      button: { label: t('letter.approved.button'), url: facts.url, note: t('letter.approved.sheet') },
      sections: [
        ...(approvals.length === 0 ? [] : [decisions]),
        ...(remarks.length === 0
          ? []
          : [{ kind: 'quotes' as const, heading: t('letter.approved.remarks'), quotes: remarks }]),
      ],
      footer: unitFooter(messages, facts),
    },
    messages,
  );
};
