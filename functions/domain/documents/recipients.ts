import { isUpperCase } from './vietnamese-text.ts';

const mostRecipients = 40;
/** Some writers set each letter with a mark apart. */
const label = /n\s?ơ\s?i\s+nh\s?ậ\s?n\s*:?/giu;
const dash = /^[-+•●*]\s*(.+)$/u;

/** The lines under the last "Nơi nhận" of a tidied text, without dashes and closing marks. */
export function readRecipients(text: string): string[] {
  const found = [...text.matchAll(label)].at(-1);
  if (found === undefined) return [];
  const recipients: string[] = [];
  const below = text.slice(found.index + found[0].length, found.index + found[0].length + 3_000);
  const plain = withoutDashes(below);
  if (plain !== undefined) return plain;
  // Lists run together on one line are parted where the next dash follows the mark that ends an entry.
  for (const raw of below.replace(/([;.])\s*(?=[-+•]\s)/g, '$1\n').split(/[\n\t]/)) {
    const line = raw.trim();
    const entry = dash.exec(line)?.[1];
    if (entry !== undefined) recipients.push(entry);
    else if (line === '' || isUpperCase(line)) continue;
    else if (recipients.length === 0 || !continues(recipients, line)) break;
    if (recipients.length >= mostRecipients) break;
  }
  return tidied(recipients);
}

/** A list without dashes: on the label's line, or a line for each, all with the marks that end them. */
function withoutDashes(below: string): string[] | undefined {
  const lines = below.split(/[\n\t]/).map((line) => line.trim());
  const first = lines.find((line) => line !== '' && !isUpperCase(line));
  if (first === undefined || dash.test(first) || !/[;.]$/.test(first)) return undefined;
  const list: string[] = [];
  for (const line of lines) {
    if (line === '' || isUpperCase(line)) continue;
    if (!/[;.]$/.test(line) || list.length >= mostRecipients) break;
    list.push(...line.split(';'));
    if (line.endsWith('.')) break;
  }
  return tidied(list);
}

const tidied = (list: readonly string[]): string[] =>
  list
    .map((entry) =>
      entry
        .replace(/[;.,\s]+$/, '')
        .trim()
        .slice(0, 200),
    )
    .filter((entry) => entry !== '');

/** An entry that does not yet end goes on in the next line. */
function continues(recipients: string[], line: string): boolean {
  const last = recipients.at(-1);
  if (last === undefined || /[;.]$/.test(last) || !/^[\p{Ll}(]/u.test(line)) return false;
  recipients[recipients.length - 1] = `${last} ${line}`;
  return true;
}
