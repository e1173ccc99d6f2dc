import { readHeading } from './heading-facts.ts';
import { matchItems } from './match-items.ts';
import { passagesOf } from './plan-sections.ts';
import type { DirectiveItem, PlanRead } from './reading.ts';
import { readRecipients } from './recipients.ts';
import { tidy } from './vietnamese-text.ts';

/**
 * Reads a plan's text as a clerk skims it: the heading, which items of the directive are answered and where, and who
 * receives it. What cannot be read is absent; nothing is guessed. The reading prefills a form that a person confirms.
 * @param text lines as printed, a tab between things side by side; any Unicode normal form
 * @param top the upper part of the first page by where things stand, for a document that gives them in another order:
 *   what the text itself does not say of the heading is read there
 */
export function readPlan(text: string, items: readonly DirectiveItem[], top = ''): PlanRead {
  const plain = tidy(text);
  const { facts, end } = readHeading(plain);
  return {
    read: true,
    ...(top === '' ? {} : readHeading(tidy(top)).facts),
    ...facts,
    recipients: readRecipients(plain),
    items: matchItems(items, passagesOf(plain, end)),
  };
}
