import { join } from 'node:path';
import { openPlace } from './composition.ts';
import { runCli } from './run-cli.ts';

// The SDK would print its own notice about old versions of Node between the lines of a report.
process.env['AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED'] ??= 'true';

// A reader that closes early ("| head") has seen enough.
process.stdout.on('error', (fault: NodeJS.ErrnoException) => {
  if (fault.code !== 'EPIPE') throw fault;
});

const { env } = process;
// npm starts us in the project's folder; paths mean the folder in which npm was called
const calledFrom = env['npm_lifecycle_event'] === 'ward-plans' ? env['INIT_CWD'] : undefined;

process.exitCode = await runCli(process.argv.slice(2), {
  openPlace,
  folder: calledFrom ?? process.cwd(),
  dataFolder: join(import.meta.dirname, '..', '.ward-plans'),
  region: env['AWS_REGION'] ?? env['AWS_DEFAULT_REGION'],
  out: (text) => process.stdout.write(text),
  err: (text) => process.stderr.write(text),
});
