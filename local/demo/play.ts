import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readExample } from '../load-example.ts';
import type { DemoMail, Service } from './service.ts';
import type { Scene } from './story.ts';

const plansFolder = join(import.meta.dirname, '..', '..', 'examples', 'cau-giay-2018', 'plans');

/** One line of the narration. */
export type Tell = (at: string, text: string) => void | Promise<void>;

const { register, content } = readExample();

export const unitName = (id: string): string => register.units.find((unit) => unit.id === id)?.fullName ?? id;

const addressOf = (personId: string): string => {
  const person = register.people.find(({ id }) => id === personId);
  if (!person) throw new Error(`nobody in the example is called ${personId}`);
  return person.address;
};

const clerkOf = (unitId: string): string => addressOf(register.units.find(({ id }) => id === unitId)?.clerks[0] ?? '');

/** The address in the newest mail to somebody that fits; what the person clicks on. */
export const linkTo = (mails: readonly DemoMail[], address: string, path: string, subjectPart = ''): string => {
  const link = mails
    .filter((mail) => mail.to.includes(address) && mail.subject.includes(subjectPart))
    .flatMap((mail) => mail.links)
    .findLast((candidate) => candidate.includes(path));
  if (link === undefined) throw new Error(`${address} has no mail with a link to ${path} (${subjectPart})`);
  return link;
};

const play = {
  submit: async (scene: Extract<Scene, { act: 'submit' }>, service: Service, tell: Tell): Promise<void> => {
    const { unit, plan } = scene;
    const page = linkTo(await service.mails(), clerkOf(unit), '/u/');
    const bytes = readFileSync(join(plansFolder, plan.file));
    const found = await service.upload(page, plan.file, plan.contentType, bytes);
    if (found.status !== 'ready') throw new Error(`${plan.file} is ${found.status}: ${found.findings.join(' ')}`);
    const { reading } = found;
    const items =
      reading?.items.filter((item) => item.found).map((item) => item.id) ?? content.items.map(({ id }) => id);
    await service.post(`${page}/plan`, [
      ['uploadId', found.id],
      ['notation', reading?.notation ?? plan.notation],
      ['issuedOn', reading?.issuedOn ?? plan.issuedOn],
      ['signerOffice', 'Chủ tịch UBND phường'],
      ['note', plan.note ?? ''],
      ...Object.entries(plan.answers ?? {}).map(([id, text]): [string, string] => [`answer:${id}`, text]),
      ...items.map((item): [string, string] => ['items', item]),
    ]);
    await service.settle();
    const how = reading
      ? `read in it: ${reading.notation ?? 'no number'} of ${reading.issuedOn ?? 'no date'}, ${items.length} of ${content.items.length} items`
      : `a scan without text: the officer fills in ${plan.notation} of ${plan.issuedOn}`;
    await tell(scene.at, `${unitName(unit)} uploads ${plan.file} and submits (${how})`);
  },
  decide: async (scene: Extract<Scene, { act: 'decide' }>, service: Service, tell: Tell): Promise<void> => {
    const { unit, reviewer, choice, comment } = scene;
    const page = linkTo(await service.mails(), addressOf(reviewer), '/r/', unitName(unit));
    await service.get(page);
    await service.post(`${page}/decision`, [
      ['choice', choice],
      ['comment', comment ?? ''],
    ]);
    await service.settle();
    const who = register.people.find(({ id }) => id === reviewer)?.title ?? reviewer;
    const did = choice === 'approve' ? 'approves' : 'returns';
    await tell(
      scene.at,
      `${who} opens the link in the mail and ${did} the plan of ${unitName(unit)}${comment ? `: “${comment}”` : ''}`,
    );
  },
};

/** Plays one scene at its moment, through the links in the mails, and tells it. */
export const playScene = async (scene: Scene, service: Service, tell: Tell): Promise<void> => {
  await service.moveClock(scene.at);
  switch (scene.act) {
    case 'submit':
      return play.submit(scene, service, tell);
    case 'decide':
      return play.decide(scene, service, tell);
  }
};
