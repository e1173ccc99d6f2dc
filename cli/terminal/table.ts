import stringWidth from 'string-width';

export type Align = 'left' | 'right';

export interface Column {
  readonly title: string;
  readonly align?: Align;
}

const padded = (text: string, width: number, align: Align): string => {
  const space = ' '.repeat(Math.max(0, width - stringWidth(text)));
  return align === 'right' ? `${space}${text}` : `${text}${space}`;
};

/**
 * Lines of a table whose columns stand straight on a terminal, also with letters that are several code points
 * ("Nghĩa" in NFD) or two cells wide.
 */
export const tableLines = (columns: readonly Column[], rows: readonly (readonly string[])[]): string[] => {
  const width = (index: number): number =>
    rows.reduce((most, row) => Math.max(most, stringWidth(row[index] ?? '')), stringWidth(columns[index]?.title ?? ''));
  const widths = columns.map((_, index) => width(index));
  const line = (cells: readonly string[]): string =>
    columns
      .map(({ align = 'left' }, index) => padded(cells[index] ?? '', widths[index] ?? 0, align))
      .join('  ')
      .trimEnd();
  const rule = widths.map((cells) => '-'.repeat(cells)).join('  ');
  return [line(columns.map(({ title }) => title)), rule, ...rows.map(line)];
};

/** Lines of facts: names on the left, what they are on the right; further values of a name below each other. */
export const factLines = (facts: readonly (readonly [name: string, ...values: string[]])[]): string[] => {
  const width = Math.max(...facts.map(([name]) => stringWidth(name)));
  return facts.flatMap(([name, ...values]) =>
    values.map((value, index) => `${padded(index === 0 ? name : '', width, 'left')}  ${value}`),
  );
};
