import { beforeAll, describe, expect, it } from 'vitest';
import type { Mail } from '../../../local/engines/mailbox/mail.ts';
import { openExample, startWorlds, type World } from '../../support/world.ts';

const worlds = await startWorlds();
let world: World;

const header = ({ headers }: Mail, wanted: string): string | undefined =>
  headers.find(({ name }) => name === wanted)?.value;
const to = (address: string): Mail[] => world.mails().filter((mail) => mail.to.includes(address));
const dichVong = 'vanthu@dichvong.caugiay.example';
const yenHoa = 'vanthu@yenhoa.caugiay.example';

beforeAll(async () => {
  world = await worlds.fresh();
  await openExample(world);
  // This clerk works for both units and takes one letter a day.
  const unit = await world.needs.register.unit('yen-hoa');
  if (!unit) throw new Error('no unit');
  await world.needs.register.putUnit({ ...unit, clerks: [...unit.clerks, 'dich-vong-van-thu'] });
  await world.sweepAt('2018-03-23T01:35:00.000Z');
  // Here nothing but the sweep sends, and it leaves fresh mails to the stream for a while.
  await world.sweepAt('2018-03-23T01:40:00.000Z');
});

describe('what a letter carries outside its text', () => {
  it('is the authority in whose name it goes out, the office that reads answers, and that a machine wrote it', () => {
    expect(world.mails().length).toBeGreaterThan(4);
    for (const mail of world.mails()) {
      expect(mail.from).toMatch(/ <ke-hoach@caugiay\.example>$/);
      expect(header(mail, 'Auto-Submitted')).toBe('auto-generated');
    }
    expect(to(yenHoa)[0]?.replyTo).toEqual(['truongphong@noivu.caugiay.example', 'tonghop@noivu.caugiay.example']);
  });

  it('groups the letters of one assignment in a mailbox, and only those', () => {
    const [invitation, reminder] = to(yenHoa);
    expect(invitation && header(invitation, 'References')).toBe('<cau-giay-2018.yen-hoa.local@caugiay.example>');
    expect(reminder && header(reminder, 'References')).toBe(invitation && header(invitation, 'References'));
    const [other] = to(dichVong);
    expect(other && header(other, 'References')).toBe('<cau-giay-2018.dich-vong.local@caugiay.example>');
  });

  it('offers to stop digests with one click, and nothing else: other letters are duties', () => {
    const digests = world.mails().filter((mail) => header(mail, 'List-Unsubscribe') !== undefined);
    expect(digests.map((mail) => mail.to)).toEqual([[dichVong]]);
    const [digest] = digests;
    expect(digest && header(digest, 'List-Unsubscribe')).toMatch(
      /^<https:\/\/ke-hoach\.caugiay\.example\/d\/[\w-]{43}[^>]*>$/,
    );
    expect(digest && header(digest, 'List-Unsubscribe-Post')).toBe('List-Unsubscribe=One-Click');
    expect(digest && header(digest, 'References')).toBeUndefined();
  });
});
