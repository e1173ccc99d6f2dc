/** One line of a table: what is measured, the figure, what it may be, and whether it keeps to it. */
export interface Line {
  readonly what: string;
  readonly measured: string;
  /** undefined where nothing is laid down. */
  readonly budget: string | undefined;
  readonly kept: boolean;
}

/** Prints lines under a heading, in columns. */
export const printTable = (heading: string, lines: readonly Line[]): void => {
  const cells = lines.map(({ what, measured, budget, kept }) => [
    what,
    measured,
    budget ?? '-',
    budget === undefined ? '' : kept ? 'kept' : 'EXCEEDED',
  ]);
  const head = ['', 'measured', 'budget', ''];
  const widths = head.map((title, column) =>
    Math.max(...[head, ...cells].map((row) => row[column]?.length ?? 0), title.length),
  );
  const text = (row: readonly string[]): string =>
    row
      .map((cell, column) => (column === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[column] ?? 0)))
      .join('  ');
  console.log(`\n${heading}\n`);
  for (const row of [head, ...cells]) console.log(text(row).trimEnd());
};
