import { join } from 'node:path';
import * as z from 'zod';
import { openTableServices } from '../functions/composition.ts';
import { readJson, StartRefused, writeWhole } from './files.ts';
import { exampleStart, loadExample, type OpenHere } from './load-example.ts';
import { readOptions, type StartOptions, usage } from './options.ts';
import { unreadableData } from './readable-data.ts';
import { type LocalRun, startLocalRun } from './run.ts';
import { interrupted, type StopSignals, waitForStop } from './stop-signals.ts';
import { TemplateNotUnderstood } from './template/template-error.ts';

/** What is kept of the example: whether this folder holds it, and where to look at it. */
const exampleSchema = z.object({
  loaded: z.boolean(),
  places: z.array(z.object({ label: z.string(), url: z.string() })),
});

/** `npm start`: the whole service on this machine until Ctrl-C. */
async function main(stopSignals: StopSignals): Promise<void> {
  const options = readOptions(process.argv.slice(2), process.env);
  if (options.help) {
    console.log(usage);
    return;
  }
  let run: LocalRun | undefined;
  let died: string | undefined;
  try {
    run = await startLocalRun({
      folder: options.folder,
      port: options.port,
      ...(options.clockStart === undefined ? {} : { clockStart: options.clockStart }),
      ...(options.empty ? {} : { clockWhenNew: exampleStart }),
      fresh: options.fresh,
      log: (line) => console.error(line),
      onEngineDied: (message) => {
        died = message;
        stopSignals.stopNow();
      },
    });
    const unreadable =
      run.isNew || stopSignals.asked() ? undefined : await unreadableData(openTableServices(run.tableName));
    announce(run, options, stopSignals.asked() ? [] : await example(run, options));
    if (unreadable !== undefined) {
      console.error(
        `The data in ${options.folder} were written by another version of this program, which this one cannot read (${unreadable}).\n` +
          `Begin anew: npm start -- --fresh${options.dataGiven ? ` --data ${options.folder}` : ''}   (it empties the folder), or keep it and name another: --data FOLDER`,
      );
    }
    await stopSignals.untilAsked;
    if (died !== undefined) {
      console.error(`${died}\nStopping: without it nothing can be kept. What was written before is safe; start again.`);
      process.exitCode = 1;
    } else console.log('Stopping ...');
  } finally {
    await run?.stop();
  }
}

/** Loads the example into a new folder, unless it is to stay empty; a load that failed half-way is taken up again at the next start. */
async function example(run: LocalRun, options: StartOptions): Promise<OpenHere[]> {
  const marker = join(options.folder, 'example.json');
  const before = readJson(marker, exampleSchema);
  // Links name the port; at another port those of an earlier start lead nowhere.
  if (before !== undefined) return before.places.filter((place) => place.url.startsWith(`${run.baseUrl}/`));
  if (options.empty && !run.isNew) return [];
  const places = options.empty ? [] : await loadExample(run);
  await run.settle();
  writeWhole(marker, `${JSON.stringify({ loaded: !options.empty, places })}\n`);
  return places;
}

function announce(run: LocalRun, options: StartOptions, places: readonly OpenHere[]): void {
  const lines = [
    `Sẵn sàng · Ready: ${run.baseUrl}`,
    ...places.map((place) => `  ${place.label}: ${place.url}`),
    `Hộp thư và đồng hồ · Mailbox and clock: ${run.consoleUrl}`,
    `Dữ liệu · Data: ${options.folder}`,
    'Ctrl-C để dừng · to stop',
  ];
  console.log(lines.join('\n'));
}

const stopSignals = waitForStop();
main(stopSignals).then(
  () => process.exit(),
  (error: unknown) => {
    // Ctrl-C reaches the programs that we have started as well: what fails without them is no fault.
    if (stopSignals.asked()) process.exit(interrupted);
    if (error instanceof StartRefused || error instanceof TemplateNotUnderstood) console.error(error.message);
    else console.error(error);
    process.exit(1);
  },
);
