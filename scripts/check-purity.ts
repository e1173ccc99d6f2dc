import type { Finding } from './finding.ts';
import { childOf, childrenOf, memberNameOf, nodesOf, type SourceFile, type SyntaxNode } from './source-file.ts';

/** Where time, chance and surroundings come in as arguments only. */
const pure = /^functions\/(?:domain|usecases|emails|i18n|web)\/|^cli\/input\//;
/** Where the environment is read: in a function that is called, by those who wire. */
const wiring = /^functions\/[^/]+\.ts$/;

const members: Readonly<Record<string, string>> = {
  'Date.now': 'the clock',
  'performance.now': 'the clock',
  'Temporal.Now': 'the clock',
  'Math.random': 'chance',
};
const globals: Readonly<Record<string, string>> = {
  process: 'the process and its environment',
  console: 'the console',
  fetch: 'the network',
  setTimeout: 'timers',
  setInterval: 'timers',
};

const impurity = (node: SyntaxNode, path: string): string | undefined => {
  const callee = childOf(node, 'callee')?.['name'];
  if (node.type === 'NewExpression' && callee === 'Date' && childrenOf(node, 'arguments').length === 0) {
    return 'the clock';
  }
  if (node.type === 'CallExpression' && callee === 'Date') return 'the clock';
  if (node.type === 'MemberExpression') {
    const name = memberNameOf(node);
    const object = childOf(node, 'object')?.['name'];
    return (name && members[name]) || (typeof object === 'string' ? globals[object] : undefined);
  }
  if (node.type === 'CallExpression' && typeof callee === 'string') return globals[callee];
  // random bytes are made where they are asked for; the domain only ever computes
  const random = node.type === 'ImportSpecifier' && /^random/.test(String(childOf(node, 'imported')?.['name']));
  return random && path.startsWith('functions/domain/') ? 'chance' : undefined;
};

/** Reads of the clock, of chance or of the surroundings where only arguments are allowed. */
export const checkPurity = (files: readonly SourceFile[]): Finding[] =>
  files.flatMap((file) => {
    const isPure = pure.test(file.path);
    const mayReadEnvironment = !file.path.startsWith('functions/') || wiring.test(file.path);
    if (!isPure && mayReadEnvironment) return [];
    return [...nodesOf(file)].flatMap((node) => {
      const what = isPure ? impurity(node, file.path) : undefined;
      const environment = memberNameOf(node) === 'process.env';
      if (what === undefined && !environment) return [];
      const message = `reads ${what ?? 'the environment'}; it must come in as an argument`;
      return [{ file: file.path, line: file.lineOf(node.start), message }];
    });
  });
