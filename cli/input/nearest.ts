/** Edits (insert, delete, replace, swap neighbours) that turn one word into the other. */
const distance = (a: string, b: string): number => {
  const rows: number[][] = [Array.from({ length: b.length + 1 }, (_, column) => column)];
  const at = (row: number, column: number): number => rows[row]?.[column] ?? Number.POSITIVE_INFINITY;
  for (let row = 1; row <= a.length; row += 1) {
    const line = [row];
    rows.push(line);
    for (let column = 1; column <= b.length; column += 1) {
      const same = a[row - 1] === b[column - 1];
      const swapped = row > 1 && column > 1 && a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1];
      line.push(
        Math.min(
          at(row - 1, column) + 1,
          at(row, column - 1) + 1,
          at(row - 1, column - 1) + (same ? 0 : 1),
          swapped ? at(row - 2, column - 2) + 1 : Number.POSITIVE_INFINITY,
        ),
      );
    }
  }
  return at(a.length, b.length);
};

/** Longer words are no names; comparing them would only cost time. */
const longestWord = 80;

/** The known name that a mistyped one most likely meant; undefined when none is close. */
export const nearest = (word: string, known: Iterable<string>): string | undefined => {
  if (word.length > longestWord) return undefined;
  const plain = word.toLowerCase();
  let best: { name: string; edits: number } | undefined;
  for (const name of known) {
    if (name.length > longestWord || Math.abs(name.length - word.length) > 3) continue;
    const edits = distance(plain, name.toLowerCase());
    const allowed = Math.max(1, Math.floor(Math.min(word.length, name.length) / 3));
    if (edits <= allowed && (!best || edits < best.edits)) best = { name, edits };
  }
  return best?.name;
};
