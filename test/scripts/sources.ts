import { parseSource, type SourceFile } from '../../scripts/source-file.ts';

/** Sources of a made-up project, by path. */
export const sources = (texts: Readonly<Record<string, string>>): SourceFile[] =>
  Object.entries(texts).map(([path, text]) => parseSource({ path, text }));
