/** Text for a terminal: control characters, which could move the cursor or hide a line, show as a question mark. */
export const printable = (text: string): string =>
  text.replace(/(?![\n\t])[\p{Cc}\u202a-\u202e\u2066-\u2069]/gu, '\ufffd');
