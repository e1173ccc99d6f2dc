import { lateFrom } from '../domain/deadline.ts';
import { maxDocumentBytes } from '../domain/plan.ts';
import { deadlineInFull, deadlineText, deadlineWithZone } from '../i18n/deadline-text.ts';
import { messagesFor } from '../i18n/letter-messages.ts';
import { layOut } from './layout.ts';
import type { Fact } from './letter-content.ts';
import type { LetterFacts, RenderedLetter } from './letter-facts.ts';
import { directiveFacts, letterheadOf, unitFooter } from './letter-parts.ts';
import { unitSubject } from './subject.ts';

/** To a unit: what is asked, until when. Sent again when its deadline moves, and then says so. */
export const invitation = (facts: Extract<LetterFacts, { kind: 'invitation' }>): RenderedLetter => {
  const { directive, unit, assignment, url } = facts;
  const messages = messagesFor(facts.recipient.locale);
  const { t, tn } = messages;
  const before = lateFrom(directive.deadline);
  const now = lateFrom(assignment.deadline);
  const variant = now > before ? ('extended_' as const) : '';
  const deadline = deadlineText(messages, assignment.deadline);
  const deadlineFacts: Fact[] =
    variant === ''
      ? [{ label: t('letter.fact.deadline'), value: deadlineInFull(messages, assignment.deadline) }]
      : [
          { label: t('letter.fact.new_deadline'), value: deadlineInFull(messages, assignment.deadline) },
          { label: t('letter.fact.former_deadline'), value: deadlineWithZone(messages, directive.deadline) },
        ];
  const reviseBy: Fact[] =
    assignment.status === 'returned'
      ? [
          {
            label: t('letter.fact.revise_by'),
            value: deadlineInFull(messages, { rule: 'by_date', date: assignment.reviseBy }),
          },
        ]
      : [];
  return layOut(
    {
      subject: unitSubject(messages, facts, t(`letter.invitation.${variant}subject`, { deadline })),
      letterhead: letterheadOf(directive),
      addressee: unit.fullName,
      lead: [
        t(`letter.invitation.${variant}lead`, {
          unit: unit.fullName,
          subject: directive.subject,
          office: directive.office.name,
          deadline: deadlineWithZone(messages, assignment.deadline),
        }),
      ],
      facts: [...deadlineFacts, ...reviseBy, ...directiveFacts(messages, directive)],
      button: {
        label: t('letter.invitation.button'),
        url,
        note: t('letter.invitation.note', { max: messages.size(maxDocumentBytes) }),
      },
      sections:
        directive.items.length === 0
          ? []
          : [
              {
                kind: 'list',
                heading: tn('letter.invitation.items', directive.items.length),
                items: directive.items.map((item) => item.title),
                ordered: true,
              },
            ],
      footer: unitFooter(messages, facts),
    },
    messages,
  );
};
