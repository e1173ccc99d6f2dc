import { posix } from 'node:path';
import type { Finding } from './finding.ts';
import { childOf, childrenOf, nodesOf, type SourceFile, type SyntaxNode, stringOf } from './source-file.ts';

/** A part of the source tree and what its files may import. */
interface Layer {
  readonly name: string;
  readonly files: RegExp;
  /** Files of the project, beside the layer's own. */
  readonly mayImport: readonly RegExp[];
  /** Packages; left out: all that package.json names. */
  readonly packages?: RegExp;
}

const awsPackages = /^(?!@aws-sdk\/|@aws-lambda-powertools\/|@smithy\/)/;
const below = {
  domain: /^functions\/domain\//,
  i18n: /^functions\/i18n\//,
  emails: /^functions\/emails\//,
  usecases: /^functions\/usecases\//,
  ports: /^functions\/usecases\/ports\.ts$/,
  adapters: /^functions\/adapters\//,
  web: /^functions\/web\//,
  entry: /^functions\/[^/]+\.tsx?$/,
  functions: /^functions\//,
} as const;

/**
 * Who may import what. The first layer whose files match counts; files outside all layers (tests, scripts, bench, the
 * local run) may import everything.
 */
const layers: readonly Layer[] = [
  { name: 'domain', files: below.domain, mayImport: [], packages: /^(?:node:crypto|temporal-polyfill|diff)$/ },
  { name: 'i18n', files: below.i18n, mayImport: [below.domain], packages: /^temporal-polyfill$/ },
  { name: 'emails', files: below.emails, mayImport: [below.domain, below.i18n], packages: /^hono\// },
  {
    name: 'usecases',
    files: below.usecases,
    mayImport: [below.domain, below.emails, below.i18n],
    packages: /^(?:node:crypto|temporal-polyfill|zod)$/,
  },
  { name: 'adapters', files: below.adapters, mayImport: [below.ports, below.domain] },
  {
    name: 'web',
    files: below.web,
    mayImport: [below.usecases, below.domain, below.i18n, below.emails],
    packages: awsPackages,
  },
  { name: 'an entry file', files: below.entry, mayImport: [below.functions] },
  {
    name: "the command line's composition",
    files: /^cli\/composition(?:\/[^/]+)?\.ts$|^cli\/composition\//,
    mayImport: [/^cli\//, below.functions],
  },
  {
    name: 'cli',
    files: /^cli\//,
    mayImport: [below.usecases, below.domain, below.i18n, below.emails],
    packages: awsPackages,
  },
  // the description of the deployment may name things by the same constants, and must not run anything
  { name: 'infra', files: /^infra\//, mayImport: [below.domain] },
];

/** Code that is deployed brings along only what package.json lists under `dependencies`. */
const deployed = /^functions\//;

export interface ImportUse {
  readonly specifier: string;
  readonly offset: number;
  /** Gone after compilation. */
  readonly typeOnly: boolean;
}

const importIn = (node: SyntaxNode): ImportUse | undefined => {
  const specifier = stringOf(childOf(node, 'source'));
  switch (node.type) {
    case 'ImportDeclaration':
      return specifier === undefined
        ? undefined
        : { specifier, offset: node.start, typeOnly: node['importKind'] === 'type' };
    case 'ExportNamedDeclaration':
    case 'ExportAllDeclaration':
      return specifier === undefined
        ? undefined
        : { specifier, offset: node.start, typeOnly: node['exportKind'] === 'type' };
    case 'ImportExpression':
      return { specifier: specifier ?? '', offset: node.start, typeOnly: false };
    case 'TSImportType':
      return specifier === undefined ? undefined : { specifier, offset: node.start, typeOnly: true };
    case 'CallExpression': {
      if (childOf(node, 'callee')?.['name'] !== 'require') return undefined;
      return { specifier: stringOf(childrenOf(node, 'arguments')[0]) ?? '', offset: node.start, typeOnly: false };
    }
    default:
      return undefined;
  }
};

/** Everything that a file imports, in whatever way; an empty specifier is one that is only known at run time. */
export const importsOf = (file: SourceFile): ImportUse[] =>
  [...nodesOf(file)].map(importIn).filter((use) => use !== undefined);

const packageOf = (specifier: string): string =>
  specifier.startsWith('@') ? specifier.split('/').slice(0, 2).join('/') : (specifier.split('/')[0] ?? '');

const verdict = (file: SourceFile, use: ImportUse, dependencies: ReadonlySet<string>): string | undefined => {
  const { specifier } = use;
  const layer = layers.find(({ files }) => files.test(file.path));
  if (!layer) return undefined;
  if (specifier === '') return `${layer.name} may not import what is only known at run time`;
  if (specifier.startsWith('.')) {
    const target = posix.join(posix.dirname(file.path), specifier);
    const allowed = layer.files.test(target) || layer.mayImport.some((pattern) => pattern.test(target));
    return allowed ? undefined : `${layer.name} may not import ${target}`;
  }
  if (layer.packages && !use.typeOnly && !layer.packages.test(specifier)) {
    return `${layer.name} may not import ${specifier}`;
  }
  const brought = specifier.startsWith('node:') || dependencies.has(packageOf(specifier));
  if (deployed.test(file.path) && !use.typeOnly && !brought) {
    return `deployed code may not import ${specifier}: package.json does not name it under "dependencies"`;
  }
  return undefined;
};

/** Imports against the direction: entry files, web, cli -> usecases -> domain; adapters -> ports, domain. */
export const checkImports = (files: readonly SourceFile[], dependencies: ReadonlySet<string>): Finding[] =>
  files.flatMap((file) =>
    importsOf(file).flatMap((use) => {
      const message = verdict(file, use, dependencies);
      return message === undefined ? [] : [{ file: file.path, line: file.lineOf(use.offset), message }];
    }),
  );
