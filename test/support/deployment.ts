import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';
import { readJson, writeWhole } from '../../local/files.ts';
import { localStage, synthesize } from '../../local/stage.ts';
import type { Deployment } from '../../local/template/model.ts';
import { readDeployment } from '../../local/template/read-deployment.ts';
import type { LocalPlace } from '../../local/template/resource-kinds.ts';

const root = join(import.meta.dirname, '..', '..');
const cached = z.object({
  of: z.string(),
  templates: z.array(z.object({ stackName: z.string(), template: z.unknown() })),
});

/** Where the deployment of the tests is. */
export const testPlace: LocalPlace = {
  region: 'ap-southeast-1',
  accountId: '000000000000',
  baseUrl: 'http://127.0.0.1:1',
};

/** What the templates follow from: the infrastructure's sources and the versions of the libraries. */
const sourcesHash = (): string => {
  const hash = createHash('sha256');
  const files = readdirSync(join(root, 'infra'), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
  for (const file of [...files, join(root, 'package-lock.json'), join(root, 'local', 'stage.ts')].sort()) {
    hash.update(file).update(readFileSync(file));
  }
  return hash.digest('hex');
};

/**
 * The deployment as its synthesized templates describe it. Synthesizing takes seconds and many test files need it, so
 * the templates are kept in .cache/ for as long as nothing changes that they follow from.
 */
export const testDeployment = async (): Promise<Deployment> => {
  const file = join(root, '.cache', 'test-templates.json');
  const of = sourcesHash();
  const kept = readJson(file, cached);
  const templates = kept?.of === of ? kept.templates : await synthesize(localStage());
  if (kept?.of !== of) {
    mkdirSync(join(root, '.cache'), { recursive: true });
    writeWhole(file, JSON.stringify({ of, templates }));
  }
  return readDeployment(templates, { place: testPlace, functionsFolder: join(root, 'functions') });
};
