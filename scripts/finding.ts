/** One place that breaks a rule. */
export interface Finding {
  readonly file: string;
  readonly line: number;
  readonly message: string;
}

export const formatFinding = ({ file, line, message }: Finding): string => `${file}:${line}: ${message}`;
