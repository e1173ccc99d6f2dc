import { writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { bundleFunctions, functionNames } from '../infra/bundle.ts';

/** The functions as they are deployed, in a folder that a local run takes for their entry files. */
export const bundledFunctions = async (): Promise<{ readonly folder: string; readonly release: () => void }> => {
  const { code, release } = await bundleFunctions();
  const folder = dirname(code.web);
  for (const name of functionNames) {
    writeFileSync(join(folder, `${name}.ts`), `export { createHandler } from './${name}/index.mjs';\n`);
  }
  writeFileSync(join(folder, 'package.json'), '{ "type": "module" }');
  return { folder, release };
};
