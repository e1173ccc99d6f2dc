import type { Finding } from './finding.ts';
import { childOf, childrenOf, nodesOf, type SourceFile, stringOf, templateOf } from './source-file.ts';

export interface Catalogue {
  /** Where findings point to. */
  readonly file: string;
  readonly languages: Readonly<Record<string, Readonly<Record<string, string>>>>;
  /** Code that may use the messages. */
  readonly users: RegExp;
  /** The catalogue's own files, in which a key is no use. */
  readonly own: RegExp;
  /** Name of the function that makes a key of a prefix and a code. */
  readonly keyBuilder?: string;
}

const placeholders = (key: string, text: string): string => {
  const names = [...text.matchAll(/\{(\w+)\}/g)].map((match) => match[1] ?? '');
  // "one day" need not say how many
  const counted = key.endsWith('.one') ? names.filter((name) => name !== 'count') : names;
  return [...new Set(counted)].sort().join(', ');
};

const differences = ({ file, languages }: Catalogue): Finding[] => {
  const finding = (message: string): Finding => ({ file, line: 1, message });
  const [[first, original] = ['', {}], ...others] = Object.entries(languages);
  return others.flatMap(([language, texts]) => [
    ...Object.keys(original)
      .filter((key) => !Object.hasOwn(texts, key))
      .map((key) => finding(`message "${key}" is missing in ${language}`)),
    ...Object.keys(texts)
      .filter((key) => !Object.hasOwn(original, key))
      .map((key) => finding(`message "${key}" is missing in ${first}`)),
    ...Object.entries(texts)
      .filter(([key, text]) => placeholders(key, text) !== placeholders(key, original[key] ?? text))
      .map(([key]) => finding(`message "${key}" has other {places} in ${language} than in ${first}`)),
  ]);
};

/** A key built at run time, as a pattern: its fixed parts with anything between them. */
const patternOf = (parts: readonly string[]): RegExp | undefined => {
  const [beginning = ''] = parts;
  if (!/^[a-z_]+\./.test(beginning)) return undefined;
  return new RegExp(`^${parts.map((part) => part.replace(/[.\\]/g, '\\$&')).join('.*')}(?:\\.one|\\.other)?$`);
};

const usesIn = (file: SourceFile): { readonly literals: Set<string>; readonly patterns: RegExp[] } => {
  const literals = new Set<string>();
  const patterns: RegExp[] = [];
  for (const node of nodesOf(file)) {
    const text = stringOf(node);
    const pattern = text === undefined ? patternOf(templateOf(node) ?? []) : undefined;
    if (text !== undefined) literals.add(text);
    if (pattern) patterns.push(pattern);
  }
  return { literals, patterns };
};

/** Messages that no code can reach: neither by their key, nor by its stem, nor by a prefix ("refusal." + code). */
const unused = (catalogue: Catalogue, files: readonly SourceFile[]): Finding[] => {
  const users = files.filter(({ path }) => catalogue.users.test(path) && !catalogue.own.test(path)).map(usesIn);
  const literals = new Set(users.flatMap((use) => [...use.literals]));
  const prefixes = [...literals].filter((text) => /^[a-z_]+\.(?:[\w.]*\.)?$/.test(text));
  const patterns = users.flatMap((use) => use.patterns);
  const keys = Object.keys(Object.values(catalogue.languages)[0] ?? {});
  return keys
    .filter((key) => {
      const stem = key.replace(/\.(?:one|other)$/, '');
      return !(
        literals.has(key) ||
        literals.has(stem) ||
        prefixes.some((prefix) => key.startsWith(prefix)) ||
        patterns.some((pattern) => pattern.test(key))
      );
    })
    .map((key) => ({ file: catalogue.file, line: 1, message: `message "${key}" is used nowhere` }));
};

/** `keyOf('page.nothing.', …)` finds no message whatever comes after it. */
const deadPrefixes = (catalogue: Catalogue, files: readonly SourceFile[]): Finding[] => {
  const { keyBuilder } = catalogue;
  if (keyBuilder === undefined) return [];
  const keys = Object.keys(Object.values(catalogue.languages)[0] ?? {});
  return files
    .filter(({ path }) => catalogue.users.test(path))
    .flatMap((file) =>
      [...nodesOf(file)].flatMap((node) => {
        if (node.type !== 'CallExpression' || childOf(node, 'callee')?.['name'] !== keyBuilder) return [];
        const prefix = stringOf(childrenOf(node, 'arguments')[0]);
        if (prefix === undefined || keys.some((key) => key.startsWith(prefix))) return [];
        return [{ file: file.path, line: file.lineOf(node.start), message: `no message begins with "${prefix}"` }];
      }),
    );
};

/** What is wrong with a catalogue: languages that differ, and messages that nobody uses. */
export const checkMessages = (catalogue: Catalogue, files: readonly SourceFile[]): Finding[] => [
  ...differences(catalogue),
  ...unused(catalogue, files),
  ...deadPrefixes(catalogue, files),
];
