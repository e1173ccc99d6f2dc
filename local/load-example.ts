import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readDirective } from '../cli/input/directive-input.ts';
import { formatProblem } from '../cli/input/problem.ts';
import type { Reading } from '../cli/input/references.ts';
import { readRegister } from '../cli/input/register-input.ts';
import { cliText } from '../cli/translate.ts';
import { openTableServices } from '../functions/composition.ts';
import type { Result } from '../functions/domain/result.ts';
import { toInstant } from '../functions/domain/time.ts';
import { importRegister } from '../functions/usecases/import-register.ts';
import { openDirective } from '../functions/usecases/open-directive.ts';
import type { LocalRun } from './run.ts';

/** When the example begins: the moment at which the district's plan of 2018 was announced. */
export const exampleStart = new Date('2018-03-09T17:54:00+07:00');

/** An address for whoever started the run to open. */
export type OpenHere = { label: string; url: string };

const folder = join(import.meta.dirname, '..', 'examples', 'cau-giay-2018');

const read = (name: string): { file: string; text: string } => {
  const file = join(folder, name);
  return { file, text: readFileSync(file, 'utf8') };
};

/** @throws when a file of the example does not hold what it must: then the checkout is damaged */
const contentOf = <Value>({ value, problems }: Reading<Value>): Value => {
  if (value !== undefined && problems.length === 0) return value;
  throw new Error(problems.map((problem) => formatProblem(problem, cliText('vi'))).join('\n'));
};

const done = <Value>(result: Result<Value>): Value => {
  if (result.ok) return result.value;
  throw new Error(`the example is refused: ${result.refusal.code} ${JSON.stringify(result.refusal.params ?? {})}`);
};

/** The Cau Giay example as its files have it. */
export const readExample = () => {
  const register = contentOf(readRegister([read('register.yaml'), read('calendar-2018.yaml')]));
  const directiveFile = read('directive.yaml');
  const { content, units } = contentOf(readDirective(directiveFile.file, directiveFile.text));
  const unitIds = units === 'all' ? register.units.map((unit) => unit.id) : units;
  return { register, content, unitIds };
};

/**
 * The latest link to a kind of page among a person's mails, as somebody at their mailbox would open it; on this run's
 * address, should the mail be from a run on another port.
 */
const latestLink = (run: LocalRun, address: string, path: string): string | undefined => {
  const link = run
    .mails()
    .filter((mail) => mail.to.includes(address))
    .flatMap((mail) => mail.links)
    .findLast((candidate) => candidate.includes(path));
  return link === undefined ? undefined : `${run.baseUrl}${new URL(link).pathname}`;
};

/**
 * Puts the Cau Giay example into a new data folder, through the use cases that the office itself uses. Called once per
 * folder, when everything runs; again at the next start should it have failed half-way, so it does not mind what is there.
 */
export async function loadExample(run: LocalRun): Promise<OpenHere[]> {
  const { register, content, unitIds } = readExample();
  const services = openTableServices(run.tableName);
  done(await importRegister(services, register, toInstant(run.clock())));
  done(await openDirective(services, content, unitIds, toInstant(run.clock())));
  await run.settle();
  const address = (id: string | undefined): string => register.people.find((person) => person.id === id)?.address ?? '';
  const firstUnit = register.units.find((unit) => unit.id === unitIds[0]);
  const places = [
    { label: `Trang của ${firstUnit?.fullName ?? ''} · A ward's page`, path: '/u/', to: firstUnit?.clerks[0] },
    { label: `Báo cáo của ${content.office.name} · The office's report`, path: '/o/', to: content.office.people[0] },
  ];
  return places.flatMap(({ label, path, to }) => {
    const url = latestLink(run, address(to), path);
    return url === undefined ? [] : [{ label, url }];
  });
}
