import { GetObjectTaggingCommand } from '@aws-sdk/client-s3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Instant, plusMs } from '../../../functions/domain/time.ts';
import { readyKeptMs, type ScanVerdict, scanPatienceMs, type Upload } from '../../../functions/domain/upload.ts';
import { decideReview } from '../../../functions/usecases/decide-review.ts';
import { documentLink } from '../../../functions/usecases/document-link.ts';
import { inspectUpload, recordScan } from '../../../functions/usecases/inspect-upload.ts';
import type { OpenedLink } from '../../../functions/usecases/open-link.ts';
import { renewTicket, startUpload } from '../../../functions/usecases/start-upload.ts';
import { submitPlan } from '../../../functions/usecases/submit-plan.ts';
import type { SweepNeeds } from '../../../functions/usecases/sweep.ts';
import { sha256Of } from '../../support/documents.ts';
import { done, openExample, planBytes, refusalIn, startWorlds, type World } from '../../support/world.ts';

const worlds = await startWorlds();
const now = '2018-03-20T02:15:00.000Z';
const key = { directiveId: 'cau-giay-2018', unitId: 'dich-vong' };
const minutes = (count: number): Instant => plusMs(now, count * 60_000);
const hours = (count: number): Instant => minutes(count * 60);

let world: World;
let needs: SweepNeeds;
let clerk: OpenedLink<'submit'>;
beforeEach(async () => {
  world = await worlds.fresh();
  await openExample(world);
  clerk = await world.openedBy('dich-vong-van-thu', 'submit');
  needs = { ...world.needs, malwareScan: true };
});
afterEach(() => {
  expect(world.noted.filter(({ level }) => level === 'error')).toEqual([]);
});

const good = planBytes('dich-vong.pdf');
const bad = new TextEncoder().encode('<html><body>Kế hoạch</body></html>');

const announce = async (bytes: Uint8Array, at = now) => {
  const file = {
    role: 'main' as const,
    name: 'ke-hoach.pdf',
    size: bytes.length,
    contentType: 'application/pdf',
    sha256: sha256Of(bytes),
  };
  return done(await startUpload(world.needs, clerk, file, at));
};

const send = async ({ ticket }: Awaited<ReturnType<typeof announce>>, bytes: Uint8Array): Promise<void> => {
  const response = await fetch(ticket.url, { method: 'PUT', headers: ticket.headers, body: new Uint8Array(bytes) });
  if (!response.ok) throw new Error(`S3 refused the file: ${response.status}`);
};

/** A file that has arrived, and of which nobody has heard yet. */
const arrived = async (bytes: Uint8Array = good): Promise<Upload> => {
  const begun = await announce(bytes);
  await send(begun, bytes);
  return begun.upload;
};

const stored = async ({ id }: Upload) => {
  const found = await world.needs.uploads.find(key, id);
  if (!found) throw new Error('the upload is gone');
  return found;
};
const inspect = ({ id }: Upload, at = now) => inspectUpload(needs, key, id, at);
const scanned = ({ id }: Upload, verdict: ScanVerdict, at = now) => recordScan(needs, key, id, verdict, at);
const reasonsOf = async (upload: Upload) => {
  const found = await stored(upload);
  return found.status === 'refused' ? found.reasons.map(({ code }) => code) : found.status;
};

/** Who has been told that a file was stopped. */
const told = async (): Promise<string[]> => {
  const mails = await world.needs.outbox.listFor({ kind: 'assignment', ...key });
  return mails.flatMap(({ order }) => (order.kind === 'file_refused' ? [order.to] : [])).sort();
};
const everybody = ['dich-vong-van-thu', 'noi-vu-chuyen-vien', 'noi-vu-truong-phong'];

const isDiscarded = async ({ objectKey }: Upload): Promise<boolean> => {
  const { TagSet = [] } = await worlds.s3Client.send(
    new GetObjectTaggingCommand({ Bucket: worlds.bucket, Key: objectKey }),
  );
  return TagSet.some(({ Key, Value }) => Key === 'discarded' && Value === 'yes');
};

/** A sweep of the stage that scans. */
const sweepAt = (at: Instant) => world.sweepAt(at, needs);

describe('a file that waits for the malware scan', () => {
  it('is ready once it is inspected and found clean, in whatever order', async () => {
    const first = await arrived();
    expect(await inspect(first)).toBe('scanning');
    expect(await scanned(first, 'clean')).toBe('ready');
    const second = await arrived();
    expect(await scanned(second, 'clean')).toBe('not_arrived');
    expect(await stored(second)).toMatchObject({ status: 'uploading', scan: 'clean' });
    expect(await inspect(second)).toBe('ready');
    const { id: _a, objectKey: _b, ...one } = await stored(first);
    expect(await stored(second)).toMatchObject({ ...one });
    expect(await told()).toEqual([]);
    expect(await isDiscarded(first)).toBe(false);
  });

  it.each(['threat', 'unsupported', 'access_denied', 'failed', 'no_answer'] as const)(
    'is refused when the verdict is %s, whichever comes first, and unit and office are told once',
    async (verdict) => {
      const [first, second] = [await arrived(), await arrived()];
      await inspect(first);
      expect(await scanned(first, verdict)).toBe('refused');
      expect(await told()).toEqual(everybody);
      await scanned(second, verdict);
      expect(await inspect(second)).toBe('refused');
      for (const upload of [first, second]) {
        expect(await reasonsOf(upload)).toEqual([`scan_${verdict}`]);
        expect(await isDiscarded(upload)).toBe(true);
      }
      for (const upload of [first, second]) {
        expect(await scanned(upload, verdict)).toBe('nothing_to_do');
        expect(await scanned(upload, 'clean')).toBe('nothing_to_do');
        expect(await inspect(upload)).toBe('nothing_to_do');
        expect(await reasonsOf(upload)).toEqual([`scan_${verdict}`]);
      }
      expect(await told()).toEqual([...everybody, ...everybody].sort());
    },
  );

  it('is told of with the reason, in each reader’s own role', async () => {
    const upload = await arrived();
    await inspect(upload);
    await scanned(upload, 'threat');
    await world.sweepAt(minutes(5));
    const letters = world.mails().filter(({ subject }) => subject.includes('không được tiếp nhận'));
    expect(letters.flatMap(({ to }) => to).sort()).toEqual([
      'tonghop@noivu.caugiay.example',
      'truongphong@noivu.caugiay.example',
      'vanthu@dichvong.caugiay.example',
    ]);
    for (const { text } of letters.map(({ text }) => ({ text: text?.replace(/\s+/g, ' ') }))) {
      expect(text).toContain('ke-hoach.pdf');
      expect(text).toContain('Quét mã độc phát hiện nguy hiểm');
    }
  });

  it('is judged by a verdict that comes while it is inspected, without being inspected twice', async () => {
    const upload = await arrived();
    let inspections = 0;
    const outcome = await inspectUpload(
      {
        ...needs,
        inspect: async (file) => {
          inspections += 1;
          const found = await needs.inspect(file);
          await scanned(upload, 'threat');
          return found;
        },
      },
      key,
      upload.id,
      now,
    );
    expect([outcome, inspections]).toEqual(['refused', 1]);
    expect(await reasonsOf(upload)).toEqual(['scan_threat']);
  });

  it('cannot be submitted before, nor after it was refused', async () => {
    const upload = await arrived();
    await inspect(upload);
    const request = {
      uploadId: upload.id,
      annexIds: [],
      notation: '15/KH-UBND',
      issuedOn: '20/03/2018',
      signerOffice: 'Chủ tịch',
      itemsAnswered: ['bo-may'],
    };
    expect(refusalIn(await submitPlan(world.needs, clerk, request, now))).toBe('document_not_inspected_yet');
    await scanned(upload, 'failed');
    expect(refusalIn(await submitPlan(world.needs, clerk, request, now))).toBe('document_refused');
  });

  it('is refused by the sweep when the scan does not answer in time, and a later answer changes nothing', async () => {
    const upload = await arrived();
    await inspect(upload);
    await sweepAt(plusMs(now, scanPatienceMs - 1));
    expect(await reasonsOf(upload)).toBe('scanning');
    await sweepAt(plusMs(now, scanPatienceMs));
    expect(await reasonsOf(upload)).toEqual(['scan_no_answer']);
    expect(await told()).toEqual(everybody);
    expect(await isDiscarded(upload)).toBe(true);
    await scanned(upload, 'clean');
    expect(await reasonsOf(upload)).toEqual(['scan_no_answer']);
  });

  it('is said to be harmful also where the inspection has refused it, but not that it could not be scanned', async () => {
    const [first, second, third] = [await arrived(bad), await arrived(bad), await arrived(bad)];
    await inspect(first);
    await scanned(first, 'threat');
    await scanned(second, 'threat');
    await inspect(second);
    expect(await reasonsOf(first)).toEqual(['web_page', 'scan_threat']);
    expect(await reasonsOf(second)).toEqual(['web_page', 'scan_threat']);
    expect(await told()).toEqual([...everybody, ...everybody].sort());
    await scanned(third, 'unsupported');
    await inspect(third);
    await scanned(third, 'failed');
    expect(await reasonsOf(third)).toEqual(['web_page']);
    expect(await told()).toHaveLength(6);
  });

  it('is said to be harmful also when the verdict comes while what was refused is being marked', async () => {
    const upload = await arrived(bad);
    const { discard } = needs.documents;
    let verdict: Promise<unknown> | undefined;
    const documents = {
      ...needs.documents,
      discard: async (objectKey: string) => {
        verdict ??= scanned(upload, 'threat');
        await verdict;
        await discard(objectKey);
      },
    };
    await inspectUpload({ ...needs, documents }, key, upload.id, now);
    expect(await reasonsOf(upload)).toEqual(['web_page', 'scan_threat']);
    expect(await stored(upload)).not.toHaveProperty('discardAt');
  });

  it('is taken back when a second scan finds it harmful before it is submitted', async () => {
    const upload = await arrived();
    await inspect(upload);
    await scanned(upload, 'clean');
    expect(await scanned(upload, 'failed')).toBe('nothing_to_do');
    expect(await scanned(upload, 'threat')).toBe('refused');
    expect(await reasonsOf(upload)).toEqual(['scan_threat']);
  });

  it('keeps a threat that came first, whatever a second verdict says', async () => {
    const upload = await arrived();
    await scanned(upload, 'threat');
    await scanned(upload, 'clean');
    expect(await inspect(upload)).toBe('refused');
  });
});

describe('a file of a submitted plan', () => {
  const submitted = async (): Promise<Upload> => {
    const upload = await arrived();
    await inspect(upload);
    await scanned(upload, 'clean');
    const request = {
      uploadId: upload.id,
      annexIds: [],
      notation: '15/KH-UBND',
      issuedOn: '20/03/2018',
      signerOffice: 'Chủ tịch',
      itemsAnswered: ['bo-may'],
    };
    done(await submitPlan(world.needs, clerk, request, now));
    return upload;
  };
  const toldOfHarm = async (): Promise<string[]> => {
    const mails = await world.needs.outbox.listFor({ kind: 'assignment', ...key });
    return mails.flatMap(({ order }) => (order.kind === 'file_harmful' ? [order.to] : [])).sort();
  };

  it('that a later scan finds harmful is kept and given to nobody, and all who have it are told once', async () => {
    const upload = await submitted();
    expect(await scanned(upload, 'threat', minutes(60))).toBe('withheld');
    expect(await scanned(upload, 'threat', minutes(61))).toBe('nothing_to_do');
    expect(await stored(upload)).toMatchObject({ status: 'submitted', harmfulSince: minutes(60) });
    expect(await isDiscarded(upload)).toBe(false);
    expect(refusalIn(await documentLink(world.needs, key, 1))).toBe('document_withheld');
    expect(await toldOfHarm()).toEqual(everybody);
  });

  it('is told of in words for each reader', async () => {
    const upload = await submitted();
    await scanned(upload, 'threat', minutes(60));
    await world.sweepAt(minutes(65));
    const letters = world.mails().filter(({ subject }) => subject.includes('có mã độc'));
    const textTo = (address: string): string =>
      letters.find(({ to }) => to.includes(address))?.text?.replace(/\s+/g, ' ') ?? '';
    for (const address of ['vanthu@dichvong.caugiay.example', 'truongphong@noivu.caugiay.example']) {
      expect(textTo(address)).toContain('“ke-hoach.pdf”');
    }
    expect(textTo('vanthu@dichvong.caugiay.example')).toContain('để nộp bản thay thế');
    expect(textTo('truongphong@noivu.caugiay.example')).toContain('thống nhất việc trả lại Kế hoạch');
  });

  it('that is withheld keeps its plan from being approved, not from being returned', async () => {
    const upload = await submitted();
    await world.sweepAt(minutes(5));
    const reviewer = await world.openedBy('noi-vu-truong-phong', 'review');
    await scanned(upload, 'threat', minutes(60));
    const decide = (choice: 'approve' | 'return') =>
      decideReview(world.needs, reviewer, { choice, comment: 'Đề nghị nộp bản khác.' }, minutes(70));
    expect(refusalIn(await decide('approve'))).toBe('plan_withheld');
    expect((await decide('return')).ok).toBe(true);
  });

  it.each(['clean', 'failed', 'no_answer'] as const)('stays as it is when a later scan says %s', async (verdict) => {
    const upload = await submitted();
    expect(await scanned(upload, verdict, minutes(60))).toBe('nothing_to_do');
    expect((await documentLink(world.needs, key, 1)).ok).toBe(true);
    expect(await toldOfHarm()).toEqual([]);
  });
});

describe('a file of which nobody has heard', () => {
  it('is inspected by the first sweep after five minutes', async () => {
    const upload = await arrived();
    await sweepAt(minutes(4));
    expect(await stored(upload)).toMatchObject({ status: 'uploading' });
    await world.sweepAt(minutes(5));
    expect(await stored(upload)).toMatchObject({ status: 'ready', inspectedAt: minutes(5) });
  });

  it('is inspected within a sweep as well when it came after the first look', async () => {
    const begun = await announce(good);
    await world.sweepAt(minutes(5));
    await world.sweepAt(minutes(10));
    await send(begun, good);
    await world.sweepAt(minutes(15));
    expect(await stored(begun.upload)).toMatchObject({ status: 'ready' });
  });

  it('is looked for often while it may be on its way, then hourly, and given up after a day', async () => {
    const { upload } = await announce(good);
    const looks: Instant[] = [];
    for (let at: Instant | null = minutes(5); at !== null && at <= hours(30); ) {
      looks.push(at);
      at = (await world.sweepAt(at)).nextDueAt;
      const found = await stored(upload);
      if (found.status !== 'uploading') break;
      at = found.checkAt;
    }
    expect(looks.slice(0, 3)).toEqual([minutes(5), minutes(10), minutes(15)]);
    expect(looks.length).toBeLessThan(60);
    expect(looks.at(-1)).toBe(hours(24));
    expect(await stored(upload)).toMatchObject({ status: 'abandoned', abandonedAt: hours(24) });
    expect(refusalIn(await renewTicket(world.needs, clerk, upload.id, hours(25)))).toBe('document_not_found');
  });

  it('is marked as of no use when it comes after it was given up', async () => {
    const begun = await announce(good);
    await world.sweepAt(hours(24));
    await send(begun, good);
    expect(await inspect(begun.upload, hours(24))).toBe('nothing_to_do');
    expect(await isDiscarded(begun.upload)).toBe(true);
  });

  it('may be no upload at all', async () => {
    const unknown = { id: 'f'.repeat(32) };
    expect(await inspectUpload(needs, key, unknown.id, now)).toBe('no_record');
    expect(await recordScan(needs, key, unknown.id, 'clean', now)).toBe('no_record');
  });
});

describe('a new ticket', () => {
  it('is for the same object, counts from now, and is looked after anew', async () => {
    const begun = await announce(good);
    await world.sweepAt(hours(23));
    const renewed = done(await renewTicket(world.needs, clerk, begun.upload.id, hours(23)));
    expect(renewed.upload).toMatchObject({ objectKey: begun.upload.objectKey, checkAt: plusMs(hours(23), 300_000) });
    if (!renewed.ticket) throw new Error('no ticket');
    await world.sweepAt(hours(24));
    expect(await stored(begun.upload)).toMatchObject({ status: 'uploading' });
    await send({ upload: renewed.upload, ticket: renewed.ticket }, good);
    expect(await inspect(begun.upload, hours(24))).toBe('scanning');
    expect(await world.needs.uploads.list(key)).toHaveLength(1);
  });

  it('is none where the file is here, inspected or not, so that a lost answer ends in no second file', async () => {
    const upload = await arrived();
    expect(done(await renewTicket(world.needs, clerk, upload.id, now)).ticket).toBeUndefined();
    await inspect(upload);
    expect(done(await renewTicket(world.needs, clerk, upload.id, now))).toEqual({ upload: await stored(upload) });
    expect(refusalIn(await renewTicket(world.needs, clerk, 'f'.repeat(32), now))).toBe('document_not_found');
  });

  it('and a verdict that comes at the same time both stay', async () => {
    for (let times = 0; times < 5; times += 1) {
      const { upload } = await announce(good);
      await Promise.all([renewTicket(world.needs, clerk, upload.id, minutes(1)), scanned(upload, 'threat')]);
      expect(await stored(upload)).toMatchObject({ scan: 'threat', renewedAt: minutes(1), checkAt: minutes(6) });
    }
  });
});

describe('a file of no further use', () => {
  it('is one in order that nobody has submitted for thirty days', async () => {
    const upload = await arrived();
    await inspectUpload(world.needs, key, upload.id, now);
    await world.sweepAt(plusMs(now, readyKeptMs - 1));
    expect(await stored(upload)).toMatchObject({ status: 'ready' });
    expect(await isDiscarded(upload)).toBe(false);
    await world.sweepAt(plusMs(now, readyKeptMs));
    expect(await stored(upload)).toMatchObject({ status: 'abandoned', abandonedAt: plusMs(now, readyKeptMs) });
    expect(await isDiscarded(upload)).toBe(true);
  });

  it('is never one that was submitted, whatever comes at the same moment', async () => {
    const upload = await arrived();
    await inspectUpload(world.needs, key, upload.id, now);
    const late = plusMs(now, readyKeptMs);
    const request = {
      uploadId: upload.id,
      annexIds: [],
      notation: '15/KH-UBND',
      issuedOn: '20/03/2018',
      signerOffice: 'Chủ tịch',
      itemsAnswered: ['bo-may'],
    };
    const [submitted] = await Promise.all([submitPlan(world.needs, clerk, request, late), inspect(upload, late)]);
    const { status } = await stored(upload);
    expect(status).toBe(submitted.ok ? 'submitted' : 'abandoned');
    expect(await isDiscarded(upload)).toBe(!submitted.ok);
    await world.sweepAt(plusMs(late, readyKeptMs));
    expect((await stored(upload)).status).toBe(status);
  });

  it('is marked by the next sweep where a crash came between', async () => {
    const upload = await arrived(bad);
    const broken = {
      ...needs,
      documents: { ...needs.documents, discard: () => Promise.reject(new Error('the process ended')) },
    };
    await expect(inspectUpload(broken, key, upload.id, now)).rejects.toThrow('the process ended');
    expect(await stored(upload)).toMatchObject({ status: 'refused', discardAt: now });
    expect(await isDiscarded(upload)).toBe(false);
    await world.sweepAt(minutes(5));
    expect(await isDiscarded(upload)).toBe(true);
    expect(await stored(upload)).not.toHaveProperty('discardAt');
    expect((await world.sweepAt(minutes(10))).handled).toBe(0);
  });

  it('is not missed when somebody has removed it already', async () => {
    await expect(world.needs.documents.discard('uploads/cau-giay-2018/dich-vong/none')).resolves.toBeUndefined();
  });
});
