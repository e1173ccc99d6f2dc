import { deadlineInFull } from '../i18n/deadline-text.ts';
import { messagesFor } from '../i18n/translate.ts';
import { layOut } from './layout.ts';
import type { LetterFacts, RenderedLetter } from './letter-facts.ts';
import { directiveFact, fileFact, letterheadOf, planFact, unitFooter, versionFact } from './letter-parts.ts';
import { subjectWith } from './subject.ts';

/** To a unit: complete the plan, what for, by when. */
export const returned = (facts: Extract<LetterFacts, { kind: 'returned' }>): RenderedLetter => {
  const { directive, unit, plan, comments, reviseBy } = facts;
  const { notation } = plan.form;
  const messages = messagesFor(facts.recipient.locale);
  const { t } = messages;
  return layOut(
    {
      subject: subjectWith(notation, (name) => t('letter.returned.subject', { notation: name })),
      letterhead: letterheadOf(directive),
      addressee: unit.fullName,
      lead: [t('letter.returned.lead', { unit: unit.fullName, notation, date: messages.date(reviseBy) })],
      facts: [
        { label: t('letter.fact.revise_by'), value: deadlineInFull(messages, { rule: 'by_date', date: reviseBy }) },
        planFact(messages, plan),
        versionFact(messages, plan),
        fileFact(messages, plan.document),
        directiveFact(messages, directive),
      ],
      // before the comments: these may be long, and some clients cut long mails
      button: { label: t('letter.returned.button'), url: facts.url, note: t('letter.returned.note') },
      sections:
        comments.length === 0 ? [] : [{ kind: 'quotes', heading: t('letter.returned.comments'), quotes: comments }],
      footer: unitFooter(messages, facts),
    },
    messages,
  );
};
