import { mkdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import * as z from 'zod';
import { openTableServices } from '../functions/composition.ts';
import { verifyDirective } from '../functions/usecases/verify-history.ts';
import { bundledFunctions } from './bundled-functions.ts';
import { linkTo, playScene } from './demo/play.ts';
import { type DemoMail, type Service, serviceAt } from './demo/service.ts';
import { ending, opening, scenes } from './demo/story.ts';
import { formatTable } from './demo/table.ts';
import { StartRefused } from './files.ts';
import { exampleStart, loadExample, readExample } from './load-example.ts';
import { type LocalRun, startLocalRun } from './run.ts';
import { interrupted, waitForStop } from './stop-signals.ts';

/**
 * `npm run demo`: the main job from opening the directive to the report, on real files, over real HTTP. With `--bundles` on
 * the functions as they are deployed, in a folder of its own.
 */
const usage = `npm run demo -- [options]

  --json          end with one line of JSON
  --bundles       play it on the bundles that are deployed
  --data FOLDER   where everything is kept, anew each time (default .ward-plans-demo)
`;

const readOptions = () => {
  try {
    const options = { json: { type: 'boolean' }, bundles: { type: 'boolean' }, data: { type: 'string' } } as const;
    return parseArgs({ options }).values;
  } catch (fault) {
    throw new StartRefused(`${fault instanceof Error ? fault.message : String(fault)}\n\n${usage}`);
  }
};

const reportSchema = z.object({
  sums: z.object({
    expected: z.number(),
    submitted: z.number(),
    onTime: z.number(),
    late: z.number(),
    missing: z.number(),
    notYetDue: z.number(),
    overdue: z.number(),
    inReview: z.number(),
    returned: z.number(),
    approved: z.number(),
    excused: z.number(),
  }),
  units: z.array(
    z.object({
      no: z.number(),
      name: z.string(),
      status: z.string(),
      punctuality: z.string(),
      notation: z.string().nullable(),
      firstSubmittedAt: z.string().nullable(),
      daysOverdue: z.number(),
      timesReturned: z.number(),
      waitsWith: z.union([z.string(), z.array(z.object({ name: z.string().nullable() }))]),
    }),
  ),
});

const local = (instant: string): string =>
  new Intl.DateTimeFormat('en-GB', {
    timeZone: 'Asia/Ho_Chi_Minh',
    day: '2-digit',
    month: '2-digit',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
  })
    .format(new Date(instant))
    .replace(',', '');

const tell = (at: string, text: string): void => console.log(`${local(at)}  ${text}`);

/** Tells of mails that came since the last look and that nobody's click caused: the reminders. */
const reminderTeller = (service: Service) => {
  const told = new Set<string>();
  return async (): Promise<void> => {
    for (const mail of await service.mails()) {
      if (told.has(mail.id)) continue;
      told.add(mail.id);
      if (isReminder(mail) || isOverdueNotice(mail)) tell(mail.at, `mail to ${mail.to.join(', ')}: ${mail.subject}`);
    }
  };
};

const isReminder = (mail: DemoMail): boolean => /nhắc việc|còn \d+ ngày làm việc|ngày cuối/i.test(mail.subject);
const isOverdueNotice = (mail: DemoMail): boolean => /quá hạn/i.test(mail.subject);

const office = (): string => {
  const { register, content } = readExample();
  return register.people.find(({ id }) => id === content.office.people[0])?.address ?? '';
};

const playAll = async (
  run: LocalRun,
): Promise<{ report: z.infer<typeof reportSchema>; mails: DemoMail[]; reportUrl: string }> => {
  const service = serviceAt(run.baseUrl);
  await loadExample(run);
  tell(opening, `the office opens the directive; ${(await service.mails()).length} letters go out`);
  const tellReminders = reminderTeller(service);
  for (const scene of scenes) {
    await playScene(scene, service, async (...told) => {
      await tellReminders();
      tell(...told);
    });
  }
  await service.moveClock(ending);
  await tellReminders();
  const mails = await service.mails();
  const reportUrl = linkTo(mails, office(), '/o/');
  await service.get(reportUrl);
  const report = reportSchema.parse(await (await service.get(`${reportUrl}/report.json`)).json());
  return { report, mails, reportUrl };
};

const showReport = ({ sums, units }: z.infer<typeof reportSchema>): void => {
  console.log(`\nThe report on ${local(ending)}\n`);
  const rows = units.map((unit) => [
    String(unit.no),
    unit.name,
    unit.notation ?? '-',
    unit.firstSubmittedAt === null ? '-' : local(unit.firstSubmittedAt),
    unit.status,
    unit.punctuality,
    String(unit.daysOverdue),
    String(unit.timesReturned),
    typeof unit.waitsWith === 'string' ? unit.waitsWith : unit.waitsWith.map(({ name }) => name ?? '').join(', '),
  ]);
  const heading = ['No.', 'Unit', 'Number', 'Submitted', 'State', 'Deadline', 'Days over', 'Returned', 'Waits with'];
  console.log(formatTable([heading, ...rows]));
  console.log(
    `\n${sums.expected} expected = ${sums.submitted} submitted + ${sums.missing} missing; ` +
      `${sums.submitted} submitted = ${sums.onTime} on time + ${sums.late} late; ` +
      `${sums.missing} missing = ${sums.notYetDue} not yet due + ${sums.overdue} overdue`,
  );
};

/** What must have happened; the names of what did not. */
const shortfalls = (facts: Readonly<Record<string, number>>): string[] => {
  const wanted: Readonly<Record<string, number>> = {
    expected: 8,
    submitted: 7,
    onTime: 6,
    late: 1,
    missing: 1,
    overdue: 1,
    approved: 6,
    returned: 0,
    inReview: 1,
    timesReturned: 1,
    remindersSent: 9,
    historyFaults: 0,
  };
  return Object.entries(wanted).flatMap(([name, value]) =>
    facts[name] === value ? [] : [`${name} is ${facts[name]} instead of ${value}`],
  );
};

const main = async (): Promise<void> => {
  const { json: asJson, bundles: onBundles, data } = readOptions();
  const bundles = onBundles ? await bundledFunctions() : undefined;
  const usual = join(import.meta.dirname, '..', bundles ? '.ward-plans-demo-bundles' : '.ward-plans-demo');
  const folder = data === undefined ? usual : resolve(data);
  mkdirSync(folder, { recursive: true });
  const starting = startLocalRun({
    folder,
    fresh: true,
    clockStart: exampleStart,
    ...(bundles ? { functionsFolder: bundles.folder } : {}),
    onEngineDied: (message) => {
      console.error(message);
      process.exit(1);
    },
  });
  void stopSignals.untilAsked.then(async () => {
    console.log('Stopping ...');
    await starting.then((started) => started.stop());
    bundles?.release();
    process.exit(interrupted);
  });
  const run = await starting;
  try {
    console.log(`The service runs on ${run.baseUrl}; its clock stands at ${local(opening)}.\n`);
    const { report, mails } = await playAll(run);
    showReport(report);
    const verified = await verifyDirective(openTableServices(run.tableName), readExample().content.id);
    if (!verified.ok) throw new Error(`the history cannot be verified: ${verified.refusal.code}`);
    const { sums, units } = report;
    const facts = {
      ...sums,
      timesReturned: units.reduce((sum, unit) => sum + unit.timesReturned, 0),
      mailsSent: mails.length,
      remindersSent: mails.filter((mail) => isReminder(mail) || isOverdueNotice(mail)).length,
      overdueNoticesSent: mails.filter(isOverdueNotice).length,
      eventsVerified: verified.value.events,
      historyFaults: verified.value.faults.length + verified.value.directiveFaults.length,
    };
    const short = shortfalls(facts);
    const files = { report: join(folder, 'report.json'), csv: join(folder, 'report.csv') };
    await saveReport(serviceAt(run.baseUrl), linkTo(mails, office(), '/o/'), files);
    console.log(
      `\n${facts.mailsSent} mails, ${facts.remindersSent} of them reminders; ${facts.eventsVerified} events, their chain of hashes whole.`,
    );
    console.log(`Files: ${files.csv}, ${files.report}; mails, documents and table under ${folder}`);
    console.log(`Look around in it: npm start -- --data ${folder}`);
    for (const line of short) console.error(`Not as it should be: ${line}`);
    if (asJson) console.log(JSON.stringify({ ...facts, ok: short.length === 0 }));
    if (short.length > 0) process.exitCode = 1;
  } finally {
    await run.stop();
    bundles?.release();
  }
};

const saveReport = async (
  service: Service,
  reportUrl: string,
  files: { readonly report: string; readonly csv: string },
): Promise<void> => {
  writeFileSync(files.report, await (await service.get(`${reportUrl}/report.json`)).text());
  writeFileSync(files.csv, Buffer.from(await (await service.get(`${reportUrl}/report.csv`)).arrayBuffer()));
};

const stopSignals = waitForStop();
main().then(
  () => process.exit(),
  (fault: unknown) => {
    // What fails on the way because the run is being stopped is no fault.
    if (stopSignals.asked()) process.exit(interrupted);
    console.error(fault instanceof StartRefused ? fault.message : fault);
    process.exit(1);
  },
);
