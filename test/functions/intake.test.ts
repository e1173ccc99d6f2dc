import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { GetObjectTaggingCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import fc from 'fast-check';
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import * as z from 'zod';
import { openPlace } from '../../cli/composition.ts';
import { openTableServices, type TableServices } from '../../functions/composition.ts';
import type { Upload } from '../../functions/domain/upload.ts';
import { eicar, scanOrder } from '../../local/engines/malware-scan/answers.ts';
import type { BusEvent } from '../../local/runtime/event-bus.ts';
import { run as runCommand } from '../cli/house.ts';
import { xlsx } from './adapters/documents/package-builder.ts';
import {
  announcementOf,
  examplePlan,
  get,
  type House,
  openHouse,
  planForm,
  post,
  postJson,
  target,
  upload,
} from './web/house.ts';

// The whole service on this machine: files come over HTTP, through S3, its events, the scan and the inspection.

const directiveId = 'cau-giay-2018';
const clerks = {
  'dich-vong': 'vanthu@dichvong.caugiay.example',
  'dich-vong-hau': 'vanthu@dichvonghau.caugiay.example',
  'mai-dich': 'vanthu@maidich.caugiay.example',
  'nghia-do': 'vanthu@nghiado.caugiay.example',
  'nghia-tan': 'vanthu@nghiatan.caugiay.example',
  'quan-hoa': 'vanthu@quanhoa.caugiay.example',
  'trung-hoa': 'vanthu@trunghoa.caugiay.example',
  'yen-hoa': 'vanthu@yenhoa.caugiay.example',
} as const;
type Ward = keyof typeof clerks;

let house: House;
let services: TableServices;
let bucket: S3Client;
/** Which events get lost at the moment. */
let lost: (event: BusEvent) => boolean = () => false;

beforeAll(async () => {
  house = await openHouse({ loses: (event) => lost(event) });
  services = openTableServices(house.run.tableName);
  bucket = new S3Client({ forcePathStyle: true, requestChecksumCalculation: 'WHEN_REQUIRED' });
});
afterEach(() => {
  lost = () => false;
});
afterAll(async () => {
  bucket.destroy();
  await house.close();
});

const linkOf = (ward: Ward): string => house.link(clerks[ward], '/u/');
const send = (ward: Ward, name: string, bytes: Buffer, role: 'main' | 'annex' = 'main') =>
  upload(house, linkOf(ward), name, bytes, role);

const recordOf = async (ward: Ward, id: string): Promise<Upload> => {
  const found = await services.uploads.find({ directiveId, unitId: ward }, id);
  if (!found) throw new Error(`${ward} has no upload ${id}`);
  return found;
};
const reasonsOf = async (ward: Ward, id: string) => {
  const found = await recordOf(ward, id);
  return found.status === 'refused' ? found.reasons.map(({ code }) => code) : found.status;
};
const tagsOf = async ({ objectKey }: Pick<Upload, 'objectKey'>): Promise<Record<string, string>> => {
  const { TagSet = [] } = await bucket.send(
    new GetObjectTaggingCommand({ Bucket: house.run.bucketName, Key: objectKey }),
  );
  return Object.fromEntries(TagSet.map(({ Key = '', Value = '' }) => [Key, Value]));
};
const minutesLater = (minutes: number) => house.run.moveClock(new Date(house.run.clock().getTime() + minutes * 60_000));

/** A plan of the example with one more text in it, packed as Word packs it. */
const planSaying = (text: string): Buffer => {
  const parts = unzipSync(examplePlan('quan-hoa.docx'));
  const body = strFromU8(parts['word/document.xml'] ?? new Uint8Array());
  const marked = body.replace(/<w:sectPr|<\/w:body>/, (end) => `<w:p><w:r><w:t>${text}</w:t></w:r></w:p>${end}`);
  if (marked === body) throw new Error('the example has no body');
  return Buffer.from(zipSync({ ...parts, 'word/document.xml': strToU8(marked) }, { level: 6 }));
};

const all = [1, 2, 3, 4, 5, 6, 7];
const itemIds = [
  'bo-may',
  'cai-cach-hanh-chinh',
  'nguoi-dung-dau',
  'kiem-tra-cong-vu',
  'co-che-chinh-sach',
  'phoi-hop-dan-chu',
  'thong-tin-tuyen-truyen',
];

describe('each sample plan', () => {
  it.each([
    ['dich-vong.pdf', 'dich-vong', '15/KH-UBND', '20/03/2018', all],
    ['dich-vong.docx', 'dich-vong', '15/KH-UBND', '20/03/2018', all],
    ['dich-vong-hau.docx', 'dich-vong-hau', '21/KH-UBND', '22/03/2018', all],
    ['mai-dich.pdf', 'mai-dich', '08/KH-UBND', '23/03/2018', [1, 2, 3, 6, 7]],
    ['nghia-tan.pdf', 'nghia-tan', '33/KH-UBND', '02/04/2018', all],
    ['quan-hoa.docx', 'quan-hoa', '12/KH-UBND', '26/03/2018', all],
    ['trung-hoa.pdf', 'trung-hoa', '19/KH-UBND', '27/03/2018', all],
    ['yen-hoa-v1.pdf', 'yen-hoa', '25/KH-UBND', '21/03/2018', [1, 2, 3, 4]],
    ['yen-hoa-v2.pdf', 'yen-hoa', '25/KH-UBND', '27/03/2018', all],
  ] as const)('%s is taken and fills in the form', async (name, ward, notation, issuedOn, items) => {
    const { status, reading, objections } = await send(ward, name, examplePlan(name));
    expect(status).toBe('ready');
    expect(reading).toMatchObject({ notation, issuedOn });
    expect(reading?.items.map(({ id }) => id)).toEqual(itemIds);
    expect(reading?.items.flatMap(({ found }, index) => (found ? [index + 1] : []))).toEqual(items);
    // It is the 26th of March: some are dated later, which is said at once.
    const isLater = issuedOn.slice(3) > '03/2018' || issuedOn.slice(0, 2) > '26' || issuedOn.startsWith('02/04');
    expect(objections).toHaveLength(isLater ? 1 : 0);
  });

  it('that is a scan is taken as one: nothing is read, and the page says so', async () => {
    const { status, reading, findings } = await send('nghia-do', 'nghia-do-scan.pdf', examplePlan('nghia-do-scan.pdf'));
    expect([status, reading]).toEqual(['ready', undefined]);
    expect(findings).toHaveLength(1);
    expect(await (await get(linkOf('nghia-do'))).text()).toContain(findings[0]);
  });
});

describe('each sample to refuse', () => {
  const refusedFile = (name: string): Buffer => readFileSync(join(import.meta.dirname, '../fixtures/refused', name));

  it.each([
    ['javascript-inside.pdf', 'javascript'],
    ['macro-inside.docx', 'macros'],
    ['password-protected.pdf', 'encrypted'],
    ['plain-zip-renamed.docx', 'not_an_office_document'],
    ['program-renamed.pdf', 'program_file'],
    ['truncated.pdf', 'truncated'],
    ['web-page-renamed.pdf', 'web_page'],
    ['zip-bomb.docx', 'archive_bomb'],
  ])('%s is refused for its own reason, in words that say what to do, and marked for removal', async (name, code) => {
    const { id, status, findings } = await send('trung-hoa', name, refusedFile(name));
    expect(status).toBe('refused');
    expect(await reasonsOf('trung-hoa', id)).toEqual([code]);
    expect(findings).toHaveLength(1);
    expect(findings[0]).toMatch(/\. \S/);
    expect(await tagsOf(await recordOf('trung-hoa', id))).toMatchObject({ discarded: 'yes' });
  });

  it('that is empty is refused before anything is sent', async () => {
    const answer = await postJson(
      `${linkOf('trung-hoa')}/uploads`,
      announcementOf('empty.pdf', refusedFile('empty.pdf')),
    );
    expect([answer.status, await answer.json()]).toMatchObject([422, { error: { code: 'file_empty' } }]);
  });
});

describe('an annex', () => {
  it.each([
    ['Phụ lục 1.pdf', () => examplePlan('mai-dich.pdf')],
    ['Phụ lục 2.docx', () => examplePlan('quan-hoa.docx')],
    ['Phụ lục 3.xlsx', () => xlsx()],
  ])('may be %s', async (name, bytes) => {
    expect(await send('mai-dich', name, bytes(), 'annex')).toMatchObject({ status: 'ready', objections: [] });
  });

  it('that is a table of figures is no plan, whatever it is announced as', async () => {
    const asked = await postJson(`${linkOf('mai-dich')}/uploads`, announcementOf('Kế hoạch.xlsx', xlsx()));
    expect(await asked.json()).toMatchObject({ error: { code: 'file_type_not_accepted' } });
    const { id } = await send('mai-dich', 'Kế hoạch.pdf', xlsx());
    expect(await reasonsOf('mai-dich', id)).toEqual(['spreadsheet_as_plan']);
  });
});

describe('the malware scan', () => {
  /** Who was written to about files that were stopped, since so many mails. */
  const toldSince = (count: number): string[] =>
    house.run
      .mails()
      .slice(count)
      .filter(({ subject }) => subject.endsWith(': Tệp không được tiếp nhận'))
      .flatMap(({ to }) => to)
      .sort();
  const everybody = ['tonghop@noivu.caugiay.example', 'truongphong@noivu.caugiay.example', clerks['quan-hoa']].sort();

  it('finds nothing in a plan, says so on the object, and the file goes on', async () => {
    const { id, status } = await send('quan-hoa', 'Kế hoạch.docx', planSaying('Kế hoạch'));
    expect(status).toBe('ready');
    expect(await tagsOf(await recordOf('quan-hoa', id))).toEqual({ GuardDutyMalwareScanStatus: 'NO_THREATS_FOUND' });
  });

  it.each([
    ['the test file of all scanners in it', eicar, 'scan_threat'],
    ['content that cannot be scanned', scanOrder('UNSUPPORTED'), 'scan_unsupported'],
    ['a scan that fails', scanOrder('FAILED'), 'scan_failed'],
    ['a scan that may not read it', scanOrder('ACCESS_DENIED'), 'scan_access_denied'],
  ])('stops a plan with %s, and unit and office are told', async (_, text, code) => {
    const mails = house.run.mails().length;
    const { id, status, findings } = await send('quan-hoa', 'Kế hoạch.docx', planSaying(text));
    expect([status, await reasonsOf('quan-hoa', id)]).toEqual(['refused', [code]]);
    expect(toldSince(mails)).toEqual(everybody);
    expect(findings).toHaveLength(1);
    const answer = await post(`${linkOf('quan-hoa')}/plan`, planForm(id));
    expect(answer.status).toBe(422);
    expect((await tagsOf(await recordOf('quan-hoa', id)))['discarded']).toBe('yes');
  });

  it('stops the test file itself, which is no plan either', async () => {
    const mails = house.run.mails().length;
    const { id } = await send('quan-hoa', 'eicar.pdf', Buffer.from(eicar));
    const reasons = await reasonsOf('quan-hoa', id);
    expect(reasons).toHaveLength(2);
    expect(reasons).toContain('scan_threat');
    expect(toldSince(mails)).toEqual(everybody);
  });

  it('keeps a file waiting until it answers, and an hour without an answer stops it', async () => {
    const mails = house.run.mails().length;
    const { id, status } = await send('quan-hoa', 'Kế hoạch.docx', planSaying(scanOrder('NO_ANSWER')));
    expect(status).toBe('scanning');
    const early = await post(`${linkOf('quan-hoa')}/plan`, planForm(id));
    expect([early.status, await early.text()]).toEqual([422, expect.stringContaining('Tệp')]);
    await minutesLater(59);
    expect(await reasonsOf('quan-hoa', id)).toBe('scanning');
    await minutesLater(6);
    expect(await reasonsOf('quan-hoa', id)).toEqual(['scan_no_answer']);
    expect(toldSince(mails)).toEqual(everybody);
  });

  it('may answer before the inspection, whose event was lost: the next sweep joins the two', async () => {
    lost = ({ source }) => source === 'aws.s3';
    const [good, harmful] = [
      await send('quan-hoa', 'Kế hoạch.docx', planSaying('Kế hoạch lần hai')),
      await send('quan-hoa', 'Kế hoạch.docx', planSaying(eicar)),
    ];
    expect(await recordOf('quan-hoa', good.id)).toMatchObject({ status: 'uploading', scan: 'clean' });
    expect(await recordOf('quan-hoa', harmful.id)).toMatchObject({ status: 'uploading', scan: 'threat' });
    await minutesLater(10);
    expect(await reasonsOf('quan-hoa', good.id)).toBe('ready');
    expect(await reasonsOf('quan-hoa', harmful.id)).toEqual(['scan_threat']);
  });

  it('may answer twice, or be lost on its way', async () => {
    const answers: BusEvent[] = [];
    lost = (event) => event.source === 'aws.guardduty' && answers.push(event) > 0;
    const mails = house.run.mails().length;
    const waiting = await send('quan-hoa', 'Kế hoạch.docx', planSaying(eicar));
    expect(waiting.status).toBe('scanning');
    lost = () => false;
    for (const answer of [...answers, ...answers]) await house.run.putEvent(answer);
    await house.run.settle();
    expect(await reasonsOf('quan-hoa', waiting.id)).toEqual(['scan_threat']);
    expect(toldSince(mails)).toEqual(everybody);
    expect(house.run.journal.deadLetters()).toEqual([]);
  });
});

describe('an object without a record', () => {
  const put = async (key: string): Promise<void> => {
    await bucket.send(new PutObjectCommand({ Bucket: house.run.bucketName, Key: key, Body: 'lạc' }));
    await house.run.settle();
  };
  const strays = (...options: string[]) =>
    runCommand(['strays', ...options, '--lang', 'en'], { openPlace, dataFolder: house.folder });

  it('is noted when its event comes, found by comparing where that was lost, and forgotten when it has gone', async () => {
    expect(await strays()).toEqual({ code: 0, out: 'No object is known that belongs to no upload.\n', err: '' });
    const [told, odd, untold] = [
      `uploads/${directiveId}/dich-vong/${'a'.repeat(32)}`,
      'uploads/lạc đường + 100%.pdf',
      `uploads/${directiveId}/unknown-ward/${'b'.repeat(32)}`,
    ];
    await put(told);
    await put(odd);
    lost = () => true;
    await put(untold);
    const heard = await strays();
    expect(heard).toMatchObject({ code: 1, err: '' });
    expect(heard.out).toContain(told);
    expect(heard.out).toContain(odd);
    expect(heard.out).not.toContain(untold);
    const compared = await strays('--scan');
    expect(compared.code).toBe(1);
    expect(compared.out).toMatch(/Compared with the records: objects \d{2}\. No strays any more: 0\./);
    expect(compared.out.split('\n').filter((line) => line.includes('uploads/'))).toHaveLength(3);
    expect((await strays('--scan')).out.match(/uploads\//g)).toHaveLength(3);
    await services.strays.note({
      objectKey: 'uploads/gone',
      size: 1,
      foundAt: '2018-03-26T02:00:00.000Z',
      foundBy: 'event',
    });
    expect((await strays('--scan')).out).toContain('No strays any more: 1.');
    expect((await services.strays.list()).map(({ objectKey, foundBy }) => [objectKey, foundBy]).sort()).toEqual(
      [
        [told, 'event'],
        [odd, 'event'],
        [untold, 'listing'],
      ].sort(),
    );
  });

  it('is told to the log without its name', async () => {
    const log = readFileSync(join(house.folder, 'logs', 'inspect-upload.log'), 'utf8');
    const lines = log.split('\n').filter((line) => line.includes('object without a record'));
    expect(lines).toHaveLength(2);
    expect(log).not.toContain('lạc');
    const [level, message] = ['WARN', 'object without a record'];
    for (const line of lines) expect(JSON.parse(line)).toMatchObject({ level, message });
  });
});

describe('two browsers', () => {
  it('may send files for one unit at the same time; each has its own, and one of them is submitted', async () => {
    const [one, other] = await Promise.all([
      send('dich-vong-hau', 'Một.docx', examplePlan('dich-vong-hau.docx')),
      send('dich-vong-hau', 'Hai.docx', examplePlan('dich-vong-hau.docx')),
    ]);
    expect([one.status, other.status]).toEqual(['ready', 'ready']);
    expect(one.id).not.toBe(other.id);
    const form = { notation: '21/KH-UBND', issuedOn: '22/03/2018' };
    const answers = await Promise.all(
      [one, other, one, other].map(({ id }) => post(`${linkOf('dich-vong-hau')}/plan`, planForm(id, form))),
    );
    const statuses = answers.map(({ status }) => status);
    // The one that came second is told so; whoever pressed twice is led to the same receipt.
    expect(statuses.filter((status) => status === 303)).toHaveLength(2);
    expect(statuses.filter((status) => status === 409)).toHaveLength(2);
    const stored = await services.assignments.load({ directiveId, unitId: 'dich-vong-hau' });
    expect(stored?.versions).toHaveLength(1);
    await house.run.settle();
    const receipts = house.run.mails().filter(({ subject }) => subject.includes('21/KH-UBND'));
    expect(receipts.filter(({ to }) => to.includes(clerks['dich-vong-hau']))).toHaveLength(1);
  });
});

describe('the name of a file', () => {
  const odd = [
    'Kế hoạch thực hiện Năm nâng cao hiệu lực, hiệu quả.docx'.normalize('NFD'),
    '../../etc/Kế hoạch.docx',
    'C:\\Tài liệu\\Kế hoạch.docx',
    'bao-cao\u202Excod.exe',
    `${'Kế hoạch thực hiện '.repeat(20)}.docx`,
    'k\u0000\u001b[31mh\r\nX: 1.docx',
    '😀 "kế" %41;filename=x.docx',
    '\ud83d.docx',
    '...',
    "Kế hoạch (bản 'cuối')*.docx",
  ];
  const anyName = fc.oneof(
    fc.constantFrom(...odd),
    fc.string({ unit: 'binary', minLength: 1, maxLength: 60 }),
    fc
      .array(fc.constantFrom('ế', 'e\u0302\u0301', 'đ', '/', '\\', '\u202e', '"', '\r\n', '\u200d', '😀', '.', ' '), {
        minLength: 1,
        maxLength: 400,
      })
      .map((parts) => parts.join('')),
  );
  const started = z.object({ id: z.string() });

  it('survives from the browser to the record, the letter and the download, cleaned for people and kept as it was', async () => {
    const names = [...odd, ...fc.sample(anyName, { numRuns: 10, seed: 3 })].map((name) => name.slice(0, 1000));
    const link = linkOf('mai-dich');
    const bytes = examplePlan('quan-hoa.docx');
    const uploads: Upload[] = [];
    for (const name of names) {
      const answer = await postJson(`${link}/uploads`, {
        ...announcementOf(name, bytes, 'annex'),
        contentType: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
      });
      const record = await recordOf('mai-dich', started.parse(await answer.json()).id);
      // What travels as JSON has no half characters; everything else is kept.
      expect(record.originalName).toBe(name.toWellFormed());
      expect(record.name).toBe(record.name.normalize('NFC'));
      expect(record.name).not.toMatch(/[\p{Cc}\p{Cf}/\\]/u);
      uploads.push(record);
    }
    // Ten of them go the whole way, as annexes of one version.
    const whole = names.slice(0, 10);
    const annexIds: string[] = [];
    for (const name of whole) {
      const answer = await postJson(`${link}/uploads`, {
        ...announcementOf(name, bytes, 'annex'),
        contentType: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
      });
      const { id, ticket } = z
        .object({ id: z.string(), ticket: z.object({ url: z.string(), headers: z.record(z.string(), z.string()) }) })
        .parse(await answer.json());
      await fetch(ticket.url, { method: 'PUT', headers: ticket.headers, body: new Uint8Array(bytes) });
      annexIds.push(id);
    }
    await house.run.settle();
    const main = await send('mai-dich', odd[0] ?? '', examplePlan('mai-dich.pdf'));
    const form = { annexIds, notation: '08/KH-UBND', issuedOn: '23/03/2018' };
    const answer = await post(`${link}/plan`, planForm(main.id, form));
    expect(answer.status).toBe(303);
    await house.run.settle();
    const receipt = house.run
      .mails()
      .findLast(({ to, subject }) => to.includes(clerks['mai-dich']) && subject.includes('08/KH-UBND'));
    const shown = uploads.slice(0, 10).map(({ name }) => name);
    for (const [index, name] of shown.entries()) {
      expect(receipt?.text?.replace(/\s+/g, ' ')).toContain(name.replace(/\s+/g, ' '));
      const file = await fetch(target(await get(`${link}/documents/1/annexes/${index + 1}`), house.baseUrl));
      const header = file.headers.get('content-disposition') ?? '';
      const [, encoded = ''] = /filename\*=UTF-8''(\S+)$/.exec(header) ?? [];
      expect(decodeURIComponent(encoded)).toBe(name);
      expect(header).toMatch(/^attachment; filename="[\x20-\x7e]+"; filename\*=UTF-8''/);
      expect(Buffer.from(await file.arrayBuffer()).equals(bytes)).toBe(true);
    }
    const report = house.link('tonghop@noivu.caugiay.example', '/o/');
    await post(`${report}/exports`, { confirmed: 'yes' });
    await house.run.settle();
    const [, path = ''] = /href="([^"]+\/exports\/[0-9a-f]+)"/.exec(await (await get(report)).text()) ?? [];
    const zip = await fetch(target(await get(new URL(path, house.baseUrl).href), house.baseUrl));
    const history = unzipSync(new Uint8Array(await zip.arrayBuffer()))['history.jsonl'] ?? new Uint8Array();
    const kept = strFromU8(history);
    for (const name of shown) expect(kept).toContain(JSON.stringify(name));
  });
});
