import { openReviews } from '../domain/assignment.ts';
import { momentText } from '../i18n/deadline-text.ts';
import { messagesFor } from '../i18n/letter-messages.ts';
import { layOut } from './layout.ts';
import type { LetterFacts, RenderedLetter } from './letter-facts.ts';
import { annexFacts, hashFact, letterheadOf, timelinessFact, unitFooter, versionFact } from './letter-parts.ts';
import { unitSubject } from './subject.ts';

/** To a unit: what was received, when, and how to prove that it is the same file. */
export const receipt = (facts: Extract<LetterFacts, { kind: 'receipt' }>): RenderedLetter => {
  const { directive, unit, assignment, plan } = facts;
  const { form, document } = plan;
  const messages = messagesFor(facts.recipient.locale);
  const { t, date, number, size } = messages;
  const moment = momentText(messages, plan.submittedAt);
  const waiting = openReviews(assignment).filter((review) => review.version === plan.version);
  const lastDueOn = waiting
    .map((review) => review.dueOn)
    .sort()
    .at(-1);
  const stage = waiting[0]?.stageName;
  // a placeholder: a name from outside has no place in a command that people paste
  const file = t('letter.receipt.check_file', { kind: document.kind });
  return layOut(
    {
      subject: unitSubject(messages, facts, t('letter.receipt.subject')),
      letterhead: letterheadOf(directive),
      addressee: unit.fullName,
      lead: [
        t('letter.receipt.lead', {
          office: directive.office.name,
          notation: form.notation,
          unit: unit.fullName,
          moment,
        }),
        stage === undefined || lastDueOn === undefined
          ? // a receipt that was held up until the plan had moved on
            t('letter.receipt.see_record')
          : t('letter.receipt.next', { stage, date: date(lastDueOn) }),
      ],
      facts: [
        { label: t('letter.fact.notation'), value: form.notation },
        { label: t('letter.fact.issued_on'), value: date(form.issuedOn) },
        versionFact(messages, plan),
        { label: t('letter.fact.received_at'), value: moment },
        timelinessFact(messages, assignment, plan),
        { label: t('letter.fact.submitted_by'), value: plan.submittedBy.name },
        {
          label: t('letter.receipt.items'),
          value: t('letter.receipt.items_value', {
            answered: number(form.itemsAnswered.length),
            all: number(directive.items.length),
          }),
        },
        { label: t('letter.fact.file_name'), value: document.name },
        {
          label: t('letter.fact.file_size'),
          value: t('letter.fact.file_size_value', { size: size(document.size), bytes: number(document.size) }),
        },
        hashFact(messages, document),
      ],
      button: { label: t('letter.receipt.button'), url: facts.url },
      sections: [
        ...(plan.annexes.length === 0
          ? []
          : [
              {
                kind: 'facts' as const,
                heading: messages.tn('letter.receipt.annexes', plan.annexes.length),
                facts: annexFacts(messages, plan),
              },
            ]),
        {
          kind: 'commands',
          heading: t('letter.receipt.check'),
          intro: t('letter.receipt.check_intro', { file }),
          commands: [
            { label: 'Windows', command: `certutil -hashfile ${file} SHA256` },
            { label: 'Linux', command: `sha256sum ${file}` },
            { label: 'macOS', command: `shasum -a 256 ${file}` },
          ],
        },
      ],
      footer: unitFooter(messages, facts),
    },
    messages,
  );
};
