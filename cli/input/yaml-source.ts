import { Composer, type CST, type Document, isMap, isScalar, isSeq, LineCounter, type Node, Parser, visit } from 'yaml';
import type { Position, Problem, ProblemCode } from './problem.ts';

/** Largest input file, in megabytes (2^20 bytes): some ten thousand people. */
export const maxFileMb = 8;

/** Deeper files are no input of ours, and reading them would exhaust the stack. */
const maxDepth = 32;
/** The reader compares every two keys of a mapping; ours have a dozen. */
const maxKeys = 200;
/** Syntax errors breed more of them: the first ones are the ones to mend. */
const maxSyntaxProblems = 10;

/** Where a value stands in a file: field names and places in lists, from the top. */
export type Path = readonly (string | number)[];

/** A YAML file that could be read, with the way back from each value to its line. */
export interface YamlSource {
  readonly file: string;
  readonly value: unknown;
  /** Where a value stands; for one that is missing, the mapping or list that lacks it. */
  locate(path: Path): Position;
  /** Where the name of a field stands. */
  locateKey(path: Path): Position;
}

export type SourceResult =
  | { readonly ok: true; readonly source: YamlSource }
  | { readonly ok: false; readonly problems: readonly Problem[] };

/** The reader's error codes that deserve words of their own; all others are "cannot be read here". */
const syntaxCodes: Readonly<Record<string, ProblemCode>> = {
  BAD_INDENT: 'input.yaml_indent',
  TAB_AS_INDENT: 'input.yaml_tab',
  MISSING_CHAR: 'input.yaml_missing_char',
  BLOCK_AS_IMPLICIT_KEY: 'input.yaml_colon',
  DUPLICATE_KEY: 'input.yaml_duplicate_key',
  BAD_SCALAR_START: 'input.yaml_quote_needed',
  MULTIPLE_DOCS: 'input.yaml_several_documents',
  TAG_RESOLVE_FAILED: 'input.yaml_tag',
  BAD_ALIAS: 'input.yaml_alias',
};

/** Walks the tokens without recursion: the limits must hold before anything recursive sees the file. */
const tooLarge = (tokens: readonly CST.Token[]): { offset: number; code: ProblemCode; max: number } | undefined => {
  const waiting = tokens.map((token) => ({ token, depth: 0 }));
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    const { token, depth } = next;
    const offset = 'offset' in token ? token.offset : 0;
    if (depth > maxDepth) return { offset, code: 'input.too_deep', max: maxDepth };
    if (token.type === 'document' && token.value) waiting.push({ token: token.value, depth: depth + 1 });
    if (!('items' in token)) continue;
    if (token.type !== 'block-seq' && token.items.length > maxKeys && token.items.some((item) => item.sep)) {
      return { offset, code: 'input.too_many_keys', max: maxKeys };
    }
    for (const { key, value } of token.items) {
      if (key) waiting.push({ token: key, depth: depth + 1 });
      if (value) waiting.push({ token: value, depth: depth + 1 });
    }
  }
  return undefined;
};

const nodeAt = (node: unknown, key: string | number): { key?: Node; value: unknown } | undefined => {
  if (isMap(node)) {
    const pair = node.items.find((item) => isScalar(item.key) && item.key.value === key);
    return pair && isScalar(pair.key) ? { key: pair.key, value: pair.value } : undefined;
  }
  return isSeq(node) && typeof key === 'number' && key < node.items.length ? { value: node.items[key] } : undefined;
};

const startOf = (node: unknown): number | undefined =>
  isMap(node) || isSeq(node) || isScalar(node) ? node.range?.[0] : undefined;

const sourceOf = (file: string, document: Document.Parsed, positionOf: (offset: number) => Position): YamlSource => {
  const walk = (path: Path): { at: number; keyAt: number } => {
    let node: unknown = document.contents;
    let at = startOf(node) ?? 0;
    let keyAt = at;
    for (const step of path) {
      const next = nodeAt(node, step);
      if (!next) break;
      keyAt = startOf(next.key) ?? startOf(next.value) ?? at;
      at = startOf(next.value) ?? keyAt;
      node = next.value;
    }
    return { at, keyAt };
  };
  return {
    file,
    value: document.toJS({ maxAliasCount: 0 }),
    locate: (path) => positionOf(walk(path).at),
    locateKey: (path) => positionOf(walk(path).keyAt),
  };
};

/**
 * Reads one YAML document (YAML 1.2, core schema: `30/3/2018` and `08:30` stay text). Aliases are not accepted, so
 * every value has one place and a small file stays small. Never throws.
 */
export const parseYaml = (file: string, text: string): SourceResult => {
  const lines = new LineCounter();
  const positionOf = (offset: number): Position => {
    const { line, col } = lines.linePos(Math.min(offset, text.length));
    return { line: Math.max(1, line), column: Math.max(1, col) };
  };
  const problem = (offset: number, code: ProblemCode, params: Problem['params'] = {}): Problem => ({
    file,
    at: positionOf(offset),
    path: '',
    code,
    params,
  });
  // bytes are at least as many as UTF-16 units: whoever read the file has checked them, this bounds any other text
  if (text.length > maxFileMb * 1024 * 1024) {
    return { ok: false, problems: [problem(0, 'input.file_too_large', { max: maxFileMb })] };
  }
  const tokens = [...new Parser(lines.addNewLine).parse(text)];
  const excess = tooLarge(tokens);
  if (excess) return { ok: false, problems: [problem(excess.offset, excess.code, { max: excess.max })] };

  const composer = new Composer({
    lineCounter: lines,
    prettyErrors: false,
    strict: true,
    uniqueKeys: true,
    stringKeys: true,
    logLevel: 'silent',
    schema: 'core',
  });
  const [document, second] = [...composer.compose(tokens, true, text.length)];
  if (!document || (document.contents === null && document.errors.length === 0)) {
    return { ok: false, problems: [problem(0, 'input.file_empty')] };
  }
  const problems = [...document.errors, ...document.warnings]
    .slice(0, maxSyntaxProblems)
    .map((error) => problem(error.pos[0], syntaxCodes[error.code] ?? 'input.yaml_syntax', { code: error.code }));
  if (second) problems.push(problem(second.range?.[0] ?? 0, 'input.yaml_several_documents'));
  visit(document, {
    Alias: (_, alias) => {
      if (problems.length < maxSyntaxProblems) problems.push(problem(alias.range?.[0] ?? 0, 'input.yaml_alias'));
    },
  });
  if (problems.length > 0) return { ok: false, problems };
  return { ok: true, source: sourceOf(file, document, positionOf) };
};
