import { openTableServices } from '../../functions/composition.ts';
import { toInstant } from '../../functions/domain/time.ts';
import { openDirective } from '../../functions/usecases/open-directive.ts';
import { readExample } from '../../local/load-example.ts';
import { examplePlan, get, type House, planForm, post, upload } from '../functions/web/house.ts';

// A spring of letters in which everything has happened that a page can show, and a form on each can be pressed.

const head = 'truongphong@noivu.caugiay.example';
const clerkOfOffice = 'tonghop@noivu.caugiay.example';
const leader = 'phochutich@caugiay.example';
const clerkOf = (ward: string): string => `vanthu@${ward.replaceAll('-', '')}.caugiay.example`;

const expectStatus = async (answer: Promise<Response>, status: number): Promise<void> => {
  const { status: found, url } = await answer;
  if (found !== status) throw new Error(`the form ${new URL(url).pathname.replace(/[\w-]{43}/, '…')} answers ${found}`);
};

const openAnother = async ({ run }: House, number: number, stepUp: boolean): Promise<void> => {
  const { content, unitIds } = readExample();
  const services = openTableServices(run.tableName);
  const directive = { ...content, id: `chuyen-de-${number}-2018`, title: `Chuyên đề ${number}`, stepUp };
  const opened = await openDirective(services, directive, unitIds, toInstant(run.clock()));
  if (!opened.ok) throw new Error(`the directive is refused: ${opened.refusal.code}`);
  await run.settle();
};

/**
 * Fills the mailboxes of the house: plans on their way, in review, returned and approved; questions, delegations,
 * requests for more time, promises, filed reports, reminders, digests, overdue notices and new links.
 */
export const fillMailboxes = async (house: House): Promise<void> => {
  const { run } = house;
  const { register } = readExample();
  /** The link of the letters about the first directive, before others come. */
  const wards = new Map(register.units.map(({ id }) => [id, house.link(clerkOf(id), '/u/')]));
  const ward = (id: string): string => wards.get(id) ?? '';
  const submit = async (id: string, file: string, notation: string): Promise<string> => {
    const sent = await upload(house, ward(id), file, examplePlan(file));
    await expectStatus(post(`${ward(id)}/plan`, planForm(sent.id, { notation })), 303);
    await run.settle();
    return house.link(head, '/r/');
  };
  const press = async (url: string, fields: Record<string, string>): Promise<void> => {
    await expectStatus(post(url, fields), 303);
    await run.settle();
  };

  const asked = await submit('dich-vong', 'dich-vong.pdf', '15/KH-UBND');
  await press(`${asked}/questions`, { question: 'Bao giờ kiểm tra đột xuất?' });
  const returned = await submit('mai-dich', 'mai-dich.pdf', '09/KH-UBND');
  await press(`${returned}/decision`, { choice: 'return', comment: 'Cần hoàn thiện.' });
  // The next version lies ready on the page, which has only to be sent.
  await upload(house, ward('mai-dich'), 'yen-hoa-v1.pdf', examplePlan('yen-hoa-v1.pdf'));
  const approved = await submit('nghia-tan', 'nghia-tan.pdf', '07/KH-UBND');
  await press(`${approved}/decision`, { choice: 'approve', comment: '' });
  await press(`${house.link(leader, '/r/')}/decision`, { choice: 'approve', comment: 'Đồng ý.' });
  const halfWay = await submit('quan-hoa', 'quan-hoa.docx', '11/KH-UBND');
  await press(`${halfWay}/decision`, { choice: 'approve', comment: '' });
  const delegated = await submit('trung-hoa', 'trung-hoa.pdf', '12/KH-UBND');
  await press(`${delegated}/delegate`, { delegate: clerkOfOffice });
  await press(`${delegated}/stand-in`, { standIn: clerkOfOffice, from: '26/03/2018', until: '30/04/2018' });
  // A first version lies ready, its fields filled in from the file.
  await upload(house, ward('yen-hoa'), 'yen-hoa-v2.pdf', examplePlan('yen-hoa-v2.pdf'));
  await press(`${ward('nghia-do')}/extension`, { wanted: '05/04/2018', reason: 'Chờ số liệu.' });
  await press(`${ward('nghia-do')}/in-work`, { sendOn: '28/03/2018' });
  await press(`${house.link(clerkOfOffice, '/o/')}/exports`, { confirmed: 'yes' });

  // A directive that asks for the six digits: one review with them, and one whose tries are used up.
  await openAnother(house, 1, true);
  wards.set('dich-vong-hau', house.link(clerkOf('dich-vong-hau'), '/u/'));
  const guarded = await submit('dich-vong-hau', 'dich-vong-hau.docx', '14/KH-UBND');
  for (const code of ['000001', '000002', '000003', '000004', '000005']) {
    await expectStatus(post(`${guarded}/decision`, { choice: 'approve', code }), 422);
  }
  await run.settle();
  // More for the same wards, so that the digests have something to gather.
  for (const number of [2, 3, 4]) await openAnother(house, number, false);
  // Through the day before the deadline, the deadline and the day after it.
  await run.moveClock(new Date('2018-04-03T10:00:00+07:00'));
  // A decision of today, which can still be taken back.
  await press(`${asked}/decision`, { choice: 'approve', comment: '' });
  for (const { address } of register.people) await expectStatus(post(`${house.baseUrl}/links`, { address }), 303);
  await run.settle();
};

/** Every address of this service in any letter so far, each once. */
export const linksInLetters = ({ run, baseUrl }: House): string[] => [
  ...new Set(run.mails().flatMap(({ links }) => links.filter((link) => link.startsWith(`${baseUrl}/`)))),
];

export const followOnce = (url: string, method: 'GET' | 'HEAD' | 'OPTIONS'): Promise<Response> =>
  method === 'GET' ? get(url) : fetch(url, { method, redirect: 'manual' });
