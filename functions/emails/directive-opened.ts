import { maxRemindersPerSide } from '../domain/reminder-plan.ts';
import { type Rung, rungsOf } from '../domain/reminders.ts';
import { localDateOf } from '../domain/time.ts';
import { deadlineInFull, deadlineText, deadlineWithZone } from '../i18n/deadline-text.ts';
import { type LetterMessages, messagesFor } from '../i18n/letter-messages.ts';
import { layOut } from './layout.ts';
import type { Section } from './letter-content.ts';
import type { LetterFacts, RenderedLetter } from './letter-facts.ts';
import { directiveFacts, footerOf, letterheadOf, nameAndTitle, toPerson } from './letter-parts.ts';
import { directiveSubject } from './subject.ts';

const rungText = ({ t, tn, date }: LetterMessages, { kind, workingDays, dueAt }: Rung): string =>
  kind === 'reminder' && workingDays === 0
    ? t('letter.directive_opened.on_day', { date: date(localDateOf(dueAt)) })
    : tn(`letter.directive_opened.${kind === 'reminder' ? 'before' : 'after'}`, workingDays, {
        date: date(localDateOf(dueAt)),
      });

/** To a member of the office: the directive is open; when units are reminded, who decides, where the report is. */
export const directiveOpened = (facts: Extract<LetterFacts, { kind: 'directive_opened' }>): RenderedLetter => {
  const { directive, calendar, recipient, unitCount } = facts;
  const messages = messagesFor(recipient.locale);
  const { t, tn } = messages;
  const deadline = deadlineText(messages, directive.deadline);
  const rungs = rungsOf(directive.deadline, directive.reminders, calendar).slice(0, maxRemindersPerSide);
  const sections: Section[] = [
    {
      kind: 'list',
      heading: t('letter.directive_opened.schedule', { time: directive.reminders.at }),
      items: rungs.map((rung) => rungText(messages, rung)),
    },
    {
      kind: 'list',
      heading: t('letter.directive_opened.route'),
      items: directive.route.map(({ name, allowanceWorkingDays }) =>
        tn('letter.directive_opened.stage', allowanceWorkingDays, { stage: name }),
      ),
      ordered: true,
    },
  ];
  return layOut(
    {
      subject: directiveSubject(messages, directive, tn('letter.directive_opened.subject', unitCount, { deadline })),
      letterhead: letterheadOf(directive),
      addressee: toPerson(messages, recipient),
      lead: [
        tn('letter.directive_opened.lead', unitCount, {
          deadline: deadlineWithZone(messages, directive.deadline),
        }),
        t('letter.directive_opened.ask', { office: directive.office.name }),
      ],
      facts: [
        ...directiveFacts(messages, directive),
        { label: t('letter.fact.deadline'), value: deadlineInFull(messages, directive.deadline) },
        { label: t('letter.fact.units'), value: messages.number(unitCount) },
      ],
      button: { label: t('letter.directive_opened.button'), url: facts.url, note: t('letter.directive_opened.note') },
      sections: sections.filter((section) => section.kind !== 'list' || section.items.length > 0),
      footer: footerOf(
        messages,
        directive,
        t('letter.footer.why_office', { name: nameAndTitle(recipient), office: directive.office.name }),
        facts.now,
      ),
    },
    messages,
  );
};
