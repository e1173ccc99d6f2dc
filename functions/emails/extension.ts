import { expectedBy } from '../domain/reminder-plan.ts';
import { deadlineInFull, deadlineText } from '../i18n/deadline-text.ts';
import { messagesFor } from '../i18n/letter-messages.ts';
import { layOut } from './layout.ts';
import type { LetterFacts, RenderedLetter } from './letter-facts.ts';
import { directiveFacts, footerOf, letterheadOf, nameAndTitle, toPerson, unitFooter } from './letter-parts.ts';
import { unitSubject } from './subject.ts';

/** To the office: a unit asks for a later day, and why. */
export const extensionAsked = (facts: Extract<LetterFacts, { kind: 'extension_asked' }>): RenderedLetter => {
  const { directive, unit, assignment, request, recipient } = facts;
  const messages = messagesFor(recipient.locale);
  const { t, date } = messages;
  const office = directive.office.name;
  const current = expectedBy(assignment) ?? assignment.deadline;
  return layOut(
    {
      subject: unitSubject(messages, facts, t('letter.extension_asked.subject')),
      letterhead: letterheadOf(directive),
      addressee: toPerson(messages, recipient),
      lead: [
        t('letter.extension_asked.lead', {
          unit: unit.fullName,
          subject: directive.subject,
          date: date(request.wanted),
          office,
        }),
      ],
      facts: [
        { label: t('letter.extension_asked.wanted'), value: date(request.wanted) },
        { label: t('letter.extension_asked.current'), value: deadlineInFull(messages, current) },
        ...directiveFacts(messages, directive),
      ],
      button: { label: t('letter.extension_asked.button'), url: facts.url },
      sections: [
        {
          kind: 'quotes',
          heading: t('letter.extension_asked.reason'),
          quotes: [{ from: request.by.name, text: request.reason }],
        },
      ],
      footer: footerOf(
        messages,
        directive,
        t('letter.footer.why_office', { name: nameAndTitle(recipient), office }),
        facts.now,
      ),
    },
    messages,
  );
};

/** To a unit: until when it has time now, or that it has not, and why. */
export const extensionAnswered = (
  facts: Extract<LetterFacts, { kind: 'extension_granted' | 'extension_refused' }>,
): RenderedLetter => {
  const { directive, unit, assignment, wanted, reason, recipient } = facts;
  const messages = messagesFor(recipient.locale);
  const { t, date } = messages;
  const office = directive.office.name;
  const current = expectedBy(assignment) ?? assignment.deadline;
  const until = current.rule === 'by_date' ? current.date : wanted;
  const granted = facts.kind === 'extension_granted';
  const names = { office, unit: unit.fullName, subject: directive.subject, wanted: date(wanted), date: date(until) };
  const lead = granted
    ? t(until === wanted ? 'letter.extension_granted.lead' : 'letter.extension_granted.lead_changed', names)
    : t('letter.extension_refused.lead', { ...names, deadline: deadlineText(messages, current) });
  return layOut(
    {
      subject: unitSubject(
        messages,
        facts,
        granted ? t('letter.extension_granted.subject', { date: date(until) }) : t('letter.extension_refused.subject'),
      ),
      letterhead: letterheadOf(directive),
      addressee: unit.fullName,
      lead: [lead],
      facts: [
        {
          label: t(granted ? 'letter.fact.new_deadline' : 'letter.fact.deadline'),
          value: deadlineInFull(messages, current),
        },
        ...directiveFacts(messages, directive),
      ],
      button: { label: t('letter.invitation.button'), url: facts.url },
      sections:
        reason === undefined
          ? []
          : [{ kind: 'quotes', heading: t('letter.extension.answer'), quotes: [{ from: facts.by, text: reason }] }],
      footer: unitFooter(messages, facts),
    },
    messages,
  );
};
