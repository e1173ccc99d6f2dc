import type { LetterMessages } from '../i18n/letter-messages.ts';
import type { Fact, LetterContent, Quote, Section } from './letter-content.ts';
import { lines, oneLine } from './plain-text.ts';
import { textColumns, wrapLine } from './wrap-text.ts';

/** A block of lines; blocks stand apart by an empty line. */
type Block = readonly string[];

const fact = ({ label, value, exact }: Fact): string[] =>
  exact
    ? [...wrapLine(`${oneLine(label)}:`), ...wrapLine(oneLine(value), '  ')]
    : wrapLine(`${oneLine(label)}: ${oneLine(value)}`, '', '  ');

/** An address has a line for itself, so that every client makes a link of all of it and of nothing else. */
const link = (label: string, url: string): string[] => [...wrapLine(`${oneLine(label)}:`), url];

const quote = ({ from, text, reply }: Quote, messages: LetterMessages): Block => [
  ...wrapLine(messages.t('letter.quote_from', { from: oneLine(from) })),
  ...lines(text).flatMap((line) => wrapLine(line, '> ')),
  ...(reply ? quote(reply, messages) : []),
];

const codeBlock = ({ label, digits, note }: NonNullable<LetterContent['code']>): Block => [
  ...wrapLine(`${oneLine(label)}:`),
  ...wrapLine(oneLine(digits), '    '),
  ...wrapLine(oneLine(note)),
];

const blocksOf = (section: Section, messages: LetterMessages): Block[] => {
  const heading = wrapLine(`${oneLine(section.heading)}:`);
  switch (section.kind) {
    case 'facts':
      return [[...heading, ...section.facts.flatMap(fact)]];
    case 'list':
      return [
        [
          ...heading,
          ...section.items.flatMap((item, index) => {
            const mark = section.ordered ? `${index + 1}. ` : '- ';
            return wrapLine(oneLine(item), mark, ' '.repeat(mark.length));
          }),
        ],
      ];
    case 'quotes':
      return [heading, ...section.quotes.map((one) => quote(one, messages))];
    case 'commands':
      return [
        [...heading, ...wrapLine(oneLine(section.intro))],
        section.commands.flatMap(({ label, command }) => [...wrapLine(`${oneLine(label)}:`), `  ${oneLine(command)}`]),
      ];
    case 'links':
      return [heading, ...section.links.map(({ label, url }) => link(label, url))];
  }
};

/** The text part of a letter: all that the HTML part says, in lines of at most 78 columns, addresses unbroken. */
export const textPart = (content: LetterContent, messages: LetterMessages): string => {
  const { button, code } = content;
  const blocks: Block[] = [
    content.letterhead.flatMap((line) => wrapLine(oneLine(line))),
    wrapLine(content.subject),
    wrapLine(messages.t('letter.greeting', { addressee: oneLine(content.addressee) })),
    ...content.lead.map((text) => wrapLine(oneLine(text))),
    content.facts.flatMap(fact),
    ...(code ? [codeBlock(code)] : []),
    ...(button ? [link(button.label, button.url), button.note ? wrapLine(oneLine(button.note)) : []] : []),
    ...content.sections.flatMap((section) => blocksOf(section, messages)),
    [
      ...wrapLine(messages.t('letter.regards')),
      ...content.letterhead.toReversed().flatMap((line) => wrapLine(oneLine(line))),
    ],
    ['-'.repeat(textColumns)],
    ...content.footer.map((line) => wrapLine(oneLine(line))),
  ];
  return `${blocks
    .filter((block) => block.length > 0)
    .map((block) => block.join('\n'))
    .join('\n\n')}\n`;
};
