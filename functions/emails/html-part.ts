import { html, raw } from 'hono/html';
import type { LetterMessages } from '../i18n/letter-messages.ts';
import { darkScheme, styles } from './html-styles.ts';
import type { Fact, LetterContent, Quote, Section } from './letter-content.ts';
import { lines, oneLine } from './plain-text.ts';

type Html = ReturnType<typeof html>;

/** Outlook for Windows knows no `max-width`: a table of the same width holds the letter there. */
const outlookBegin = raw('<!--[if mso]><table role="presentation" align="center" width="600"><tr><td><![endif]-->');
const outlookEnd = raw('<!--[if mso]></td></tr></table><![endif]-->');

const paragraph = (text: string): Html => html`<p style="${styles.paragraph}">${oneLine(text)}</p>
`;

const fact = ({ label, value, exact }: Fact): Html =>
  exact
    ? html`<tr><td class="rule" colspan="2" style="${styles.value}"><span class="muted" style="${styles.small}">${oneLine(label)}</span><br>
<code class="text" style="${styles.exact}">${oneLine(value)}</code></td></tr>
`
    : html`<tr><th class="rule muted" scope="row" style="${styles.label}">${oneLine(label)}</th><td class="rule" style="${styles.value}">${oneLine(value)}</td></tr>
`;

const facts = (list: readonly Fact[]): Html | '' =>
  list.length === 0
    ? ''
    : html`<table class="text" style="${styles.text}${styles.facts}">
${list.map(fact)}</table>
`;

const button = (action: LetterContent['button'], messages: LetterMessages): Html | '' =>
  action
    ? html`<table role="presentation" style="${styles.buttonTable}"><tr><td bgcolor="#1f5fa8" style="${styles.buttonCell}"><a href="${action.url}" style="${styles.button}">${oneLine(action.label)}</a></td></tr></table>
${action.note === undefined ? '' : html`<p class="muted" style="${styles.small}">${oneLine(action.note)}</p>`}
<p class="muted" style="${styles.address}">${messages.t('letter.button_address')}<br>
<span style="${styles.url}">${action.url}</span></p>
`
    : '';

const saying = (
  { from, text }: Pick<Quote, 'from' | 'text'>,
  messages: LetterMessages,
): Html => html`<p style="${styles.quoteFrom}">${messages.t('letter.quote_from', { from: oneLine(from) })}</p>
<p style="${styles.quoteText}">${lines(text).map((line, index) => [index === 0 ? '' : raw('<br>\n'), line])}</p>
`;

const quote = (one: Quote, messages: LetterMessages): Html => html`<div class="inset accent" style="${styles.quote}">
${saying(one, messages)}${one.reply ? html`<div class="rule" style="${styles.reply}">${saying(one.reply, messages)}</div>` : ''}</div>
`;

const codeBox = (code: LetterContent['code']): Html | '' =>
  code
    ? html`<div class="inset" style="${styles.codeBox}">
<p class="muted" style="${styles.codeLabel}">${oneLine(code.label)}</p>
<p style="${styles.code}">${oneLine(code.digits)}</p>
<p class="muted" style="${styles.codeNote}">${oneLine(code.note)}</p>
</div>
`
    : '';

const list = (items: readonly string[], ordered: boolean): Html => {
  const entries = items.map(
    (item) => html`<li style="${styles.item}">${oneLine(item)}</li>
`,
  );
  return ordered
    ? html`<ol style="${styles.list}">
${entries}</ol>
`
    : html`<ul style="${styles.list}">
${entries}</ul>
`;
};

const bodyOf = (section: Section, messages: LetterMessages): Html | Html[] | '' => {
  switch (section.kind) {
    case 'facts':
      return facts(section.facts);
    case 'list':
      return list(section.items, section.ordered ?? false);
    case 'quotes':
      return section.quotes.map((one) => quote(one, messages));
    case 'commands':
      return html`<p style="${styles.paragraph}">${oneLine(section.intro)}</p>
${section.commands.map(
  ({ label, command }) => html`<p class="muted" style="${styles.small}">${oneLine(label)}</p>
<p class="inset" style="${styles.command}">${oneLine(command)}</p>
`,
)}`;
    case 'links':
      return html`<ul style="${styles.list}">
${section.links.map(
  ({
    label,
    url,
  }) => html`<li style="${styles.item}"><a class="link" href="${url}" style="${styles.link}">${oneLine(label)}</a></li>
`,
)}</ul>
`;
  }
};

const sectionHtml = (
  section: Section,
  messages: LetterMessages,
): Html => html`<h2 style="${styles.heading}">${oneLine(section.heading)}</h2>
${bodyOf(section, messages)}`;

const signature = (letterhead: readonly string[]): Html[] =>
  letterhead.toReversed().map(
    (line) => html`<br>
${oneLine(line)}`,
  );

const letterhead = ([authority, ...others]: readonly string[]): Html | '' =>
  authority === undefined
    ? ''
    : html`<p class="accent" style="${styles.letterhead}"><strong>${oneLine(authority)}</strong>${others.map(
        (line) => html`<br>
${oneLine(line)}`,
      )}</p>
`;

const page = (content: LetterContent, messages: LetterMessages): Html => html`<!DOCTYPE html>
<html lang="${messages.locale}" dir="ltr">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="supported-color-schemes" content="light dark">
<meta name="format-detection" content="telephone=no, date=no, address=no, email=no">
<title>${content.subject}</title>
<style>${raw(darkScheme)}</style>
</head>
<body class="page" style="${styles.page}">
<div style="${styles.preview}">${oneLine(content.lead.join(' '))}</div>
<div role="main">
<table class="page" role="presentation" width="100%" style="${styles.page}"><tr><td style="${styles.gutter}">
${outlookBegin}
<table class="card" role="presentation" align="center" width="100%" style="${styles.card}"><tr><td class="text narrow" style="${styles.text}${styles.padding}">
${letterhead(content.letterhead)}<h1 style="${styles.subject}">${content.subject}</h1>
${paragraph(messages.t('letter.greeting', { addressee: content.addressee }))}${content.lead.map(paragraph)}${facts(content.facts)}${codeBox(content.code)}${button(content.button, messages)}${content.sections.map((section) => sectionHtml(section, messages))}<p style="${styles.paragraph}">${messages.t('letter.regards')}${signature(content.letterhead)}</p>
<div class="muted rule" style="${styles.footer}">${content.footer.map(
  (line) => html`<p style="margin:0 0 6px;">${oneLine(line)}</p>
`,
)}</div>
</td></tr></table>
${outlookEnd}
</td></tr></table>
</div>
</body>
</html>
`;

/** The HTML part of a letter. Every text from people is cleaned and escaped; nothing is loaded from elsewhere. */
export const htmlPart = (content: LetterContent, messages: LetterMessages): string => {
  const rendered = page(content, messages);
  // a promise would come only from a promise among the values, and all values here are texts
  if (rendered instanceof Promise) throw new Error('a letter renders at once');
  return rendered.toString();
};
