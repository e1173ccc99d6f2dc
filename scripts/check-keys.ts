import type { Finding } from './finding.ts';
import { nodesOf, type SourceFile, stringOf, templateOf } from './source-file.ts';

/** The one file that knows how rows are found. */
export const keysFile = 'functions/adapters/dynamodb/keys.ts';

const guarded = /^(?:functions|cli)\//;

const literalsOf = (file: SourceFile): { readonly text: string; readonly line: number }[] =>
  [...nodesOf(file)].flatMap((node) => {
    const parts = templateOf(node) ?? [stringOf(node)];
    const line = file.lineOf(node.start);
    return parts.flatMap((text) => (text === undefined || text === '' ? [] : [{ text, line }]));
  });

/** Names of key attributes and beginnings of keys, as the keys file itself writes them. */
export const reservedIn = (keys: SourceFile): { readonly names: Set<string>; readonly prefixes: Set<string> } => {
  const texts = literalsOf(keys).map(({ text }) => text);
  return {
    names: new Set(texts.filter((text) => /^(?:[A-Z][a-z]+)?[PS]K$/.test(text))),
    prefixes: new Set(texts.flatMap((text) => /^[A-Z]+#/.exec(text)?.[0] ?? [])),
  };
};

/**
 * Key literals outside the keys file: the name of a key attribute (alone or inside an expression), or the beginning of
 * a key. Whole words such as HEAD are left alone, since HTTP has them too.
 */
export const checkKeys = (files: readonly SourceFile[]): Finding[] => {
  const keys = files.find(({ path }) => path === keysFile);
  if (!keys) return [{ file: keysFile, line: 1, message: 'the file that holds every key of the table is missing' }];
  const { names, prefixes } = reservedIn(keys);
  const inExpression = new RegExp(`(?<![\\w\\\\])(?:${[...names].join('|')})(?![\\w\\\\])`);
  return files
    .filter(({ path }) => guarded.test(path) && path !== keysFile)
    .flatMap((file) =>
      literalsOf(file).flatMap(({ text, line }) => {
        const name = /^[\x20-\x7e]*$/.test(text) ? inExpression.exec(text)?.[0] : undefined;
        const found = name ?? [...prefixes].find((prefix) => text.startsWith(prefix));
        return found === undefined
          ? []
          : [{ file: file.path, line, message: `key literal "${found}" outside ${keysFile}` }];
      }),
    );
};
