import { beforeEach, expect, it } from 'vitest';
import { type Instant, plusMs } from '../../../functions/domain/time.ts';
import { inspectionGivenUp, maxInspections, type Upload } from '../../../functions/domain/upload.ts';
import { inspectUpload, recordScan } from '../../../functions/usecases/inspect-upload.ts';
import { startUpload } from '../../../functions/usecases/start-upload.ts';
import type { SweepNeeds } from '../../../functions/usecases/sweep.ts';
import { sha256Of } from '../../support/documents.ts';
import { done, openExample, planBytes, startWorlds, type World } from '../../support/world.ts';

const worlds = await startWorlds();
const now = '2018-03-20T02:15:00.000Z';
const key = { directiveId: 'cau-giay-2018', unitId: 'dich-vong' };
const minutes = (count: number): Instant => plusMs(now, count * 60_000);

let world: World;
let upload: Upload;
/** An inspection that this file brings down whenever it is tried. */
let breaking: SweepNeeds;
let inspections: number;
beforeEach(async () => {
  world = await worlds.fresh();
  await openExample(world);
  const clerk = await world.openedBy('dich-vong-van-thu', 'submit');
  const bytes = planBytes('dich-vong.pdf');
  const file = {
    role: 'main' as const,
    name: 'ke-hoach.pdf',
    size: bytes.length,
    contentType: 'application/pdf',
    sha256: sha256Of(bytes),
  };
  const begun = done(await startUpload(world.needs, clerk, file, now));
  const response = await fetch(begun.ticket.url, { method: 'PUT', headers: begun.ticket.headers, body: bytes });
  expect(response.status).toBe(200);
  upload = begun.upload;
  inspections = 0;
  breaking = {
    ...world.needs,
    inspect: () => {
      inspections += 1;
      return Promise.reject(new Error('out of memory'));
    },
  };
});

const stored = () => world.needs.uploads.find(key, upload.id);
const sweepTimes = async (times: number): Promise<void> => {
  for (let sweep = 1; sweep <= times; sweep += 1) await world.sweepAt(minutes(6 * sweep), breaking);
};

it('A file that always breaks the inspection is refused after a few sweeps, and never tried again', async () => {
  await expect(inspectUpload(breaking, key, upload.id, now)).rejects.toThrow('out of memory');
  expect(await stored()).toMatchObject({ status: 'uploading' });
  await sweepTimes(maxInspections);
  expect(await stored()).toMatchObject({ status: 'uploading', tries: maxInspections });
  await sweepTimes(maxInspections + 5);
  expect(await stored()).toMatchObject({ status: 'refused', reasons: [{ code: 'could_not_be_read' }] });
  expect(inspections).toBe(1 + maxInspections);
});

it('The unit and the office are told of a file that could not be read, and the log says it once', async () => {
  await sweepTimes(maxInspections + 2);
  const letters = world.mails().filter(({ subject }) => subject.includes('Tệp không được tiếp nhận'));
  expect(letters.flatMap(({ to }) => to).sort()).toHaveLength(3);
  expect(letters[0]?.text).toContain('Hệ thống không đọc được tệp này');
  expect(world.noted.filter(({ message }) => message === inspectionGivenUp)).toMatchObject([
    { level: 'error', facts: { uploadId: upload.id } },
  ]);
});

it('An attempt that ends the whole function is counted all the same', async () => {
  // Nothing after the inspection is ever reached.
  const dead: SweepNeeds = { ...world.needs, inspect: () => new Promise(() => {}) };
  void inspectUpload(dead, key, upload.id, minutes(6));
  await expect.poll(stored).toMatchObject({ status: 'uploading', tries: 1 });
});

it('A file that fails for a while is ready once it can be inspected', async () => {
  await sweepTimes(maxInspections - 1);
  await world.sweepAt(minutes(6 * maxInspections));
  expect(await stored()).toMatchObject({ status: 'ready' });
});

const codes = async (): Promise<string[]> => {
  const found = await stored();
  return found?.status === 'refused' ? found.reasons.map(({ code }) => code) : [];
};
const lettersOfRefusal = () => world.mails().filter(({ subject }) => subject.includes('Tệp không được tiếp nhận'));

it('A file that could not be read and that the scan found harmful before is refused for both', async () => {
  await recordScan(breaking, key, upload.id, 'threat', minutes(1));
  await sweepTimes(maxInspections + 2);
  expect(await codes()).toEqual(['could_not_be_read', 'scan_threat']);
});

it('A file that could not be read and that the scan finds harmful afterwards is refused for both, and people hear of it', async () => {
  await sweepTimes(maxInspections + 2);
  expect(lettersOfRefusal()).toHaveLength(3);
  const later = minutes(6 * (maxInspections + 3));
  expect(await recordScan(breaking, key, upload.id, 'threat', later)).toBe('refused');
  expect(await codes()).toEqual(['could_not_be_read', 'scan_threat']);
  expect(await recordScan(breaking, key, upload.id, 'threat', later)).toBe('nothing_to_do');
  await world.sweepAt(plusMs(later, 300_000), breaking);
  expect(lettersOfRefusal()).toHaveLength(6);
});
