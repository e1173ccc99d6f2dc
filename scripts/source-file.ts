import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { type Program, parseSync, visitorKeys } from 'oxc-parser';

/** A source text with its path from the root of the project, always with `/`. */
export interface SourceText {
  readonly path: string;
  readonly text: string;
}

/** A node of the syntax tree, as far as the rules need to know it. */
export type SyntaxNode = { readonly type: string; readonly start: number } & Readonly<Record<string, unknown>>;

export interface SourceFile extends SourceText {
  readonly program: Program;
  /** Line (from 1) of a place in the text. */
  readonly lineOf: (offset: number) => number;
}

/** @throws when the text is no TypeScript: then nothing can be said about it */
export const parseSource = ({ path, text }: SourceText): SourceFile => {
  const { program, errors } = parseSync(path, text);
  const [error] = errors;
  if (error) throw new Error(`${path} cannot be read: ${error.message}`);
  return { path, text, program, lineOf: (offset) => text.slice(0, offset).split('\n').length };
};

/** All sources below some folders of the project. */
export const readSources = (root: string, folders: readonly string[]): SourceFile[] =>
  folders
    .flatMap((folder) => readdirSync(join(root, folder), { withFileTypes: true, recursive: true }))
    .filter((entry) => entry.isFile() && /\.(?:m?[jt]s|tsx)$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((file) => !file.includes(`${sep}node_modules${sep}`) && !file.endsWith('.d.ts'))
    .sort()
    .map((file) => parseSource({ path: relative(root, file).split(sep).join('/'), text: readFileSync(file, 'utf8') }));

export const isNode = (value: unknown): value is SyntaxNode =>
  typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string' && 'start' in value;

/** The node under a name of its parent ("callee"); undefined when there is none. */
export const childOf = (node: SyntaxNode, name: string): SyntaxNode | undefined => {
  const child = node[name];
  return isNode(child) ? child : undefined;
};

/** The nodes in a list of their parent ("arguments"). */
export const childrenOf = (node: SyntaxNode, name: string): SyntaxNode[] => {
  const children = node[name];
  return Array.isArray(children) ? children.filter(isNode) : [];
};

/** Every node of a file, parents before their children. */
export function* nodesOf(file: SourceFile): Generator<SyntaxNode> {
  const waiting: unknown[] = [file.program];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    if (!isNode(next)) continue;
    yield next;
    for (const name of visitorKeys[next.type] ?? []) {
      const child = next[name];
      if (Array.isArray(child)) waiting.push(...child.filter(isNode));
      else if (isNode(child)) waiting.push(child);
    }
  }
}

/** The text of a string literal; undefined for every other node. */
export const stringOf = (node: SyntaxNode | undefined): string | undefined => {
  if (node?.type === 'Literal' && typeof node['value'] === 'string') return node['value'];
  const parts = node ? templateOf(node) : undefined;
  return parts?.length === 1 ? parts[0] : undefined;
};

/** The fixed parts of a template literal, with a gap between each two; undefined for every other node. */
export const templateOf = (node: SyntaxNode): string[] | undefined =>
  node.type === 'TemplateLiteral'
    ? childrenOf(node, 'quasis').map((part) => {
        const value = part['value'];
        const cooked = typeof value === 'object' && value !== null && 'cooked' in value ? value.cooked : undefined;
        return typeof cooked === 'string' ? cooked : '';
      })
    : undefined;

/** "Date.now" for a member of a plain name; undefined for every other node. */
export const memberNameOf = (node: SyntaxNode | undefined): string | undefined => {
  if (node?.type !== 'MemberExpression') return undefined;
  const [object, property] = [childOf(node, 'object'), childOf(node, 'property')];
  if (object?.type !== 'Identifier') return undefined;
  const name = node['computed'] === true ? stringOf(property) : property?.['name'];
  return typeof name === 'string' ? `${String(object['name'])}.${name}` : undefined;
};
