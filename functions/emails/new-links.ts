import { type LetterMessages, messagesFor } from '../i18n/letter-messages.ts';
import { layOut } from './layout.ts';
import type { Section } from './letter-content.ts';
import type { LetterFacts, NewLink, RenderedLetter } from './letter-facts.ts';
import { aboutLinks, nameAndTitle, toPerson } from './letter-parts.ts';
import { subjectOf } from './subject.ts';

const labelOf = ({ t }: LetterMessages, { purpose, unitName }: NewLink): string => {
  const label = t(`letter.new_links.${purpose}`);
  return unitName === undefined ? label : t('letter.new_links.of_unit', { label, unit: unitName });
};

/** The links in the order given, under the title of the directive that each is about. */
const byDirective = (messages: LetterMessages, links: readonly NewLink[]): Section[] => {
  const titles = [...new Set(links.map((link) => link.directiveTitle))];
  return titles.map((title) => ({
    kind: 'links',
    heading: title,
    links: links
      .filter((link) => link.directiveTitle === title)
      .map((link) => ({ label: labelOf(messages, link), url: link.url })),
  }));
};

/** To anyone registered who asked: a fresh link to everything that is with the person; a button when it is only one. */
export const newLinks = (facts: Extract<LetterFacts, { kind: 'new_links' }>): RenderedLetter => {
  const { recipient, links, authorityName, now } = facts;
  const messages = messagesFor(recipient.locale);
  const { t, tn } = messages;
  const [only, ...others] = links;
  const single = only !== undefined && others.length === 0 ? only : undefined;
  return layOut(
    {
      subject: subjectOf(t('letter.new_links.subject')),
      letterhead: authorityName === undefined ? [] : [authorityName],
      addressee: toPerson(messages, recipient),
      lead: [links.length === 0 ? t('letter.new_links.none') : tn('letter.new_links.lead', links.length)],
      facts: single ? [{ label: t('letter.fact.directive'), value: single.directiveTitle }] : [],
      ...(single ? { button: { label: labelOf(messages, single), url: single.url } } : {}),
      sections: single ? [] : byDirective(messages, links),
      footer: [
        authorityName === undefined
          ? t('letter.footer.automatic_plain')
          : t('letter.footer.automatic_authority', { authority: authorityName }),
        t('letter.footer.why_new_links', { name: nameAndTitle(recipient) }),
        ...(links.length === 0 ? [] : [aboutLinks(messages, now)]),
      ],
    },
    messages,
  );
};
