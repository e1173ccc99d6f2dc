import type { SheetDecision, SheetFacts } from '../domain/approval-sheet.ts';
import type { DirectiveContent } from '../domain/directive.ts';
import { canonicalJson } from '../domain/history.ts';
import type { PrintedEntry, PrintedPage } from '../domain/printed-page.ts';
import type { Unit } from '../domain/register.ts';
import { keyOf, messagesFor, type SheetMessages } from '../i18n/sheet-messages.ts';

/** How much of a long record stands on the page; all of it is among the facts beside. */
interface Extent {
  /** Longest text of remarks, in characters. */
  readonly remarks: number;
  readonly name: number;
  readonly decisions: number;
}

/** The first extent whose page fits is printed: nothing is left out where there is room for it. */
const extents: readonly Extent[] = [
  { remarks: 20_000, name: 255, decisions: 1000 },
  { remarks: 600, name: 120, decisions: 1000 },
  { remarks: 150, name: 80, decisions: 1000 },
  { remarks: 60, name: 60, decisions: 20 },
  { remarks: 0, name: 50, decisions: 8 },
  { remarks: 0, name: 40, decisions: 3 },
];

const clipped = (text: string, longest: number, mark = '…'): string => {
  const characters = [...text.replace(/\s+/g, ' ').trim()];
  if (characters.length <= longest) return characters.join('');
  return `${characters.slice(0, longest).join('').trimEnd()}${mark}`;
};

const entryOf = (
  messages: SheetMessages,
  { items }: DirectiveContent,
  decision: SheetDecision,
  extent: Extent,
): PrintedEntry => {
  const { t } = messages;
  const cut = (text: string): string => clipped(text, extent.name);
  const who = { name: cut(decision.name), title: cut(decision.title) };
  const item = (id: string): string => cut(items.find((one) => one.id === id)?.title ?? id);
  const remarks = [
    ...(decision.remarks === undefined ? [] : [decision.remarks]),
    ...(decision.itemComments ?? []).map(({ itemId, text }) => t('sheet.item_comment', { item: item(itemId), text })),
  ];
  return {
    title:
      decision.inPlaceOf === undefined
        ? t('sheet.decider', who)
        : t('sheet.decider_for', { ...who, reviewer: cut(decision.inPlaceOf) }),
    aside: t(keyOf('sheet.choice.', decision.choice), { moment: messages.dateTime(decision.at) }),
    lines: [
      t('sheet.stage', { stage: decision.stage, name: cut(decision.stageName) }),
      ...(extent.remarks === 0 ? [] : remarks.map((text) => clipped(text, extent.remarks, t('sheet.shortened')))),
    ],
  };
};

/** What the words of a sheet need beside its facts. */
export interface SheetNames {
  readonly directive: DirectiveContent;
  readonly unit: Unit;
}

const pageOf = (
  messages: SheetMessages,
  facts: SheetFacts,
  { directive, unit }: SheetNames,
  extent: Extent,
): PrintedPage => {
  const { t, tn } = messages;
  const cut = (text: string): string => clipped(text, extent.name);
  const shownDecisions = facts.decisions.slice(0, extent.decisions);
  const left = facts.decisions.length - shownDecisions.length;
  const { directiveId, unitId } = facts;
  const notation = directive.notation === undefined ? '' : ` (${directive.notation})`;
  return {
    locale: directive.locale,
    title: t('sheet.file_name', { unit: unit.fullName, notation: facts.notation }).replace(/\.pdf$/, ''),
    author: directive.authority.name,
    issuer: [cut(directive.authority.name).toLocaleUpperCase(directive.locale), cut(directive.office.name)],
    remark: [t('sheet.remark'), t('sheet.approved_at', { moment: messages.dateTime(facts.approvedAt) })],
    heading: t('sheet.heading'),
    subheading: clipped(directive.subject, 300),
    sections: [
      {
        kind: 'facts',
        heading: t('sheet.plan'),
        facts: [
          [t('sheet.fact.unit'), cut(unit.fullName)],
          [t('sheet.fact.directive'), clipped(`${directive.title}${notation}`, 300)],
          [
            t('sheet.fact.notation'),
            t('sheet.notation_of', { notation: facts.notation, date: messages.date(facts.issuedOn) }),
          ],
          [t('sheet.fact.signer'), cut(facts.signerOffice)],
          [
            t('sheet.fact.version'),
            t('sheet.version_of', {
              version: facts.version,
              name: cut(facts.submittedBy),
              moment: messages.dateTime(facts.submittedAt),
            }),
          ],
        ],
      },
      {
        kind: 'entries',
        heading: t('sheet.files'),
        entries: facts.files.map(({ name, size, sha256 }) => ({
          title: cut(name),
          aside: messages.size(size),
          lines: [sha256],
        })),
      },
      {
        kind: 'entries',
        heading: t('sheet.decisions'),
        entries: shownDecisions.map((decision) => entryOf(messages, directive, decision, extent)),
        ...(left === 0 ? {} : { more: tn('sheet.more', left) }),
      },
      {
        kind: 'facts',
        heading: t('sheet.history'),
        facts: [
          [t('sheet.fact.events'), messages.number(facts.events)],
          [t('sheet.fact.last_hash'), facts.lastHash],
        ],
      },
      {
        kind: 'lines',
        heading: t('sheet.verify'),
        lines: [
          t('sheet.verify.file'),
          t('sheet.verify.sheet'),
          t('sheet.verify.command', { directive: directiveId, unit: unitId, file: t('sheet.verify.file_name') }),
        ],
      },
    ],
    foot: [t('sheet.foot')],
    date: facts.approvedAt,
    facts: canonicalJson(facts),
  };
};

/** The sheet in the directive's language, whole and in ever shorter forms. */
export const sheetPages = (facts: SheetFacts, names: SheetNames): PrintedPage[] => {
  const messages = messagesFor(names.directive.locale);
  return extents.map((extent) => pageOf(messages, facts, names, extent));
};
