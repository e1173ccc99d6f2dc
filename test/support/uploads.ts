import { objectKeyOf, type Upload } from '../../functions/domain/upload.ts';
import { aDocument, aReading } from './builders.ts';

export type UploadIn<Status extends Upload['status']> = Extract<Upload, { status: Status }>;

const base = (id: string) => ({
  id,
  role: 'main' as const,
  directiveId: 'cau-giay-2018',
  unitId: 'dich-vong',
  objectKey: objectKeyOf({ directiveId: 'cau-giay-2018', unitId: 'dich-vong', id }),
  name: 'Kế hoạch Dịch Vọng 2018.pdf',
  originalName: 'Kế hoạch Dịch Vọng 2018.pdf'.normalize('NFD'),
  contentType: 'application/pdf',
  size: aDocument().size,
  sha256: aDocument().sha256,
  startedAt: '2018-03-20T02:00:00.000Z',
});

/** A file of Dịch Vọng that is on its way. */
export const anUpload = (over: Partial<UploadIn<'uploading'>> = {}): UploadIn<'uploading'> => ({
  ...base(over.id ?? 'u0001'),
  status: 'uploading',
  checkAt: '2018-03-20T02:05:00.000Z',
  ...over,
});

/** The same file, inspected and found good. */
export const aReadyUpload = (over: Partial<UploadIn<'ready'>> = {}): UploadIn<'ready'> => ({
  ...base(over.id ?? 'u0001'),
  status: 'ready',
  inspectedAt: '2018-03-20T02:01:00.000Z',
  facts: aDocument().facts,
  advisories: [],
  reading: aReading(),
  ...over,
});
