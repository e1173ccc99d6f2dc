import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as z from 'zod';
import { messagesEn } from '../cli/messages.en.ts';
import { messagesVi } from '../cli/messages.vi.ts';
import { en } from '../functions/i18n/en.ts';
import { vi } from '../functions/i18n/vi.ts';
import { checkImports } from './check-imports.ts';
import { checkKeys } from './check-keys.ts';
import { type Catalogue, checkMessages } from './check-messages.ts';
import { checkPurity } from './check-purity.ts';
import { type Finding, formatFinding } from './finding.ts';
import { readSources, type SourceFile } from './source-file.ts';
import { runSteps, type Step, toolStep } from './steps.ts';

// Checks everything but the tests: `npm run check`, or `npm run check -- types unused` for some steps only.

const root = join(import.meta.dirname, '..');
const cloudAssembly = mkdtempSync(join(tmpdir(), 'ward-plans-synth-'));

const catalogues: readonly Catalogue[] = [
  {
    file: 'functions/i18n/vi.ts',
    languages: { vi, en },
    users: /^(?:functions|cli|local)\//,
    own: /^functions\/i18n\/(?:\w+\.)?(?:vi|en)\.ts$/,
    keyBuilder: 'keyOf',
  },
  {
    file: 'cli/messages.vi.ts',
    languages: { vi: messagesVi, en: messagesEn },
    users: /^cli\//,
    own: /^cli\/messages\.(?:vi|en)\.ts$/,
  },
];

let sources: SourceFile[] | undefined;
const allSources = (): SourceFile[] => {
  const folders = ['functions', 'cli', 'infra', 'local'].filter((folder) => existsSync(join(root, folder)));
  // what runs in browsers has its own clock and network
  sources ??= readSources(root, folders).filter(({ path }) => !path.startsWith('functions/web/assets/'));
  return sources;
};

const dependencies = (): ReadonlySet<string> => {
  const manifest = z.object({ dependencies: z.record(z.string(), z.string()) });
  return new Set(
    Object.keys(manifest.parse(JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))).dependencies),
  );
};

const ruleStep = (name: string, find: () => readonly Finding[]): Step => ({
  name,
  run: async () => find().map(formatFinding),
});

const steps: readonly Step[] = [
  toolStep('format', 'biome', ['check', '--error-on-warnings', '--max-diagnostics=500', '.'], root),
  toolStep('types', 'tsc', ['--noEmit'], root),
  ruleStep('imports', () => checkImports(allSources(), dependencies())),
  ruleStep('purity', () => checkPurity(allSources())),
  ruleStep('keys', () => checkKeys(allSources())),
  ruleStep('messages', () => catalogues.flatMap((catalogue) => checkMessages(catalogue, allSources()))),
  toolStep('unused', 'knip', ['--no-config-hints'], root),
  toolStep('synth', 'cdk', ['synth', '--quiet', '--output', cloudAssembly], root),
];

const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !steps.some((step) => step.name === name));
if (unknown.length > 0) {
  console.error(`No such step: ${unknown.join(', ')}. Steps: ${steps.map(({ name }) => name).join(', ')}`);
  process.exitCode = 2;
} else {
  const chosen = wanted.length === 0 ? steps : steps.filter(({ name }) => wanted.includes(name));
  process.exitCode = (await runSteps(chosen, console.log, () => performance.now())) ? 0 : 1;
}
rmSync(cloudAssembly, { recursive: true, force: true });
