import { readFileSync } from 'node:fs';
import type { Plugin } from 'esbuild';
import { parseSync, Visitor } from 'oxc-parser';

/** Where each client of the SDK describes all its operations. */
const schemaFile = /[\\/]@aws-sdk[\\/]client-[^\\/]+[\\/]dist-es[\\/]schemas[\\/]schemas_\d+\.js$/;

/**
 * Writes `{ [_h]: 1 }` as `{ "h": 1 }` where the module says `const _h = "h"`: the same program, in which a bundler can see
 * that making the object has no effect, and so leave out what nobody uses. Everything else stays as it is.
 */
export const withPlainKeys = (path: string, source: string): string => {
  const { program, errors } = parseSync(path, source);
  if (errors.length > 0) throw new Error(`${path} cannot be read: ${errors[0]?.message}`);
  const texts = new Map<string, string>();
  for (const statement of program.body) {
    if (statement.type !== 'VariableDeclaration' || statement.kind !== 'const') continue;
    for (const { id, init } of statement.declarations) {
      if (id.type === 'Identifier' && init?.type === 'Literal' && typeof init.value === 'string') {
        texts.set(id.name, init.value);
      }
    }
  }
  let written = '';
  let copied = 0;
  new Visitor({
    Property({ computed, key }) {
      const text = computed && key.type === 'Identifier' ? texts.get(key.name) : undefined;
      // This one key would mean something else without its brackets.
      if (text === undefined || text === '__proto__') return;
      const open = source.lastIndexOf('[', key.start);
      const close = source.indexOf(']', key.end);
      written += source.slice(copied, open) + JSON.stringify(text);
      copied = close + 1;
    },
  }).visit(program);
  return written + source.slice(copied);
};

/** Each file is read once, however many functions it goes into. */
const known = new Map<string, string>();

/** Lets esbuild leave out the descriptions of operations that a function does not call: docs/decisions/0013 says why. */
export const plainKeys: Plugin = {
  name: 'plain-keys',
  setup: ({ onLoad }) => {
    onLoad({ filter: schemaFile }, ({ path }) => {
      const contents = known.get(path) ?? withPlainKeys(path, readFileSync(path, 'utf8'));
      known.set(path, contents);
      return { contents, loader: 'js' };
    });
  },
};
