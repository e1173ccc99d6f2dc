/** Something found that forbids or deserves attention: a code of the message catalogues and its parameters. */
export interface Finding {
  readonly code: string;
  readonly params?: Readonly<Record<string, string | number>>;
}
