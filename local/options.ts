import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import * as z from 'zod';
import { StartRefused } from './files.ts';
import { instantSchema } from './instant.ts';

export type StartOptions = {
  folder: string;
  /** Whether another folder than the usual one was asked for. */
  dataGiven: boolean;
  port: number;
  clockStart?: Date;
  fresh: boolean;
  /** Leaves the example out: an empty house at the machine's time. */
  empty: boolean;
  help: boolean;
};

export const usage = `npm start -- [options]

  --port NUMBER   port of the service on 127.0.0.1 (default 8700, or the variable PORT)
  --data FOLDER   where everything is kept (default .ward-plans)
  --clock TIME    where the clock starts, or moves forward to: 2018-03-09T17:54:00+07:00
  --fresh         start with an empty folder
  --empty         do not load the example into a new folder
  --help          this text
`;

const schema = z.object({
  port: z.coerce
    .number('--port (or PORT) must be a number')
    .int('--port (or PORT) must be a whole number')
    .min(0, '--port (or PORT) must be from 0 to 65535')
    .max(65_535, '--port (or PORT) must be from 0 to 65535'),
  clock: instantSchema('--clock must be an instant with its offset, like 2018-03-09T17:54:00+07:00').optional(),
});

/**
 * Reads the command line of `npm start`.
 * @throws StartRefused saying which option is wrong and how it is written
 */
export function readOptions(args: readonly string[], env: Readonly<Record<string, string | undefined>>): StartOptions {
  const given = parse(args);
  const parsed = schema.safeParse({ port: given.port ?? (env['PORT'] || 8700), clock: given.clock });
  if (!parsed.success)
    throw new StartRefused(`${parsed.error.issues.map((issue) => issue.message).join('\n')}\n\n${usage}`);
  const { port, clock } = parsed.data;
  return {
    folder: given.data === undefined ? join(import.meta.dirname, '..', '.ward-plans') : resolve(given.data),
    dataGiven: given.data !== undefined,
    port,
    ...(clock === undefined ? {} : { clockStart: clock }),
    fresh: given.fresh ?? false,
    empty: given.empty ?? false,
    help: given.help ?? false,
  };
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      options: {
        port: { type: 'string' },
        data: { type: 'string' },
        clock: { type: 'string' },
        fresh: { type: 'boolean' },
        empty: { type: 'boolean' },
        help: { type: 'boolean' },
      },
    }).values;
  } catch (error) {
    throw new StartRefused(`${error instanceof Error ? error.message : String(error)}\n\n${usage}`);
  }
}
