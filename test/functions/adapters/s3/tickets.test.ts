import { randomBytes } from 'node:crypto';
import { S3Client } from '@aws-sdk/client-s3';
import { afterAll, afterEach, describe, expect, it } from 'vitest';
import { documentStore } from '../../../../functions/adapters/s3/document-store.ts';
import { uploadUrlMinutes } from '../../../../functions/domain/upload.ts';
import { startS3 } from '../../../../local/engines/s3/start-s3.ts';
import { sha256Of } from '../../../support/documents.ts';
import { temporaryFolder } from '../../../support/temporary-folder.ts';

process.env['AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED'] = 'true';

// What S3 does with the service's own tickets once time has passed or somebody has changed them.

const folder = temporaryFolder();
const settings = { region: 'ap-southeast-1', credentials: { accessKeyId: 'local', secretAccessKey: 'local' } };
/** How far the store's clock is ahead of the signer's, in milliseconds. */
let ahead = 0;
const engine = await startS3({
  folder: folder.path,
  buckets: [{ name: 'documents', versioned: true }, { name: 'others' }],
  ...settings,
  clock: () => new Date(Date.now() + ahead),
});
const client = new S3Client({
  ...settings,
  endpoint: engine.endpoint,
  forcePathStyle: true,
  requestChecksumCalculation: 'WHEN_REQUIRED',
});
const documents = documentStore('documents', client);
afterEach(() => {
  ahead = 0;
});
afterAll(async () => {
  client.destroy();
  await engine.stop();
  folder.remove();
});

const bytes = new Uint8Array(randomBytes(500));
const uploadOf = () => ({
  objectKey: `uploads/d/u/${randomBytes(8).toString('hex')}`,
  contentType: 'application/pdf',
  size: bytes.length,
  sha256: sha256Of(bytes),
});
type Ticket = Awaited<ReturnType<typeof documents.uploadTicket>>;

const ask = async ({ url, headers }: Ticket, method = 'PUT'): Promise<[number, string | undefined]> => {
  const response = await fetch(url, { method, headers, ...(method === 'PUT' ? { body: bytes } : {}) });
  return [response.status, /<Code>(\w+)<\/Code>/.exec(await response.text())?.[1]];
};

describe('a ticket that has run out', () => {
  it('is refused, and one asked for anew brings the file in once', async () => {
    const upload = uploadOf();
    const first = await documents.uploadTicket(upload);
    ahead = (uploadUrlMinutes * 60 + 5) * 1000;
    expect(await ask(first)).toEqual([403, 'AccessDenied']);
    ahead = 0;
    expect(await documents.head(upload.objectKey)).toBeUndefined();
    expect(await ask(await documents.uploadTicket(upload))).toEqual([200, undefined]);
    expect(await ask(first)).toEqual([412, 'PreconditionFailed']);
    expect(await ask(await documents.uploadTicket(upload))).toEqual([412, 'PreconditionFailed']);
  });

  it('holds until its last minute', async () => {
    const upload = uploadOf();
    const ticket = await documents.uploadTicket(upload);
    ahead = (uploadUrlMinutes * 60 - 60) * 1000;
    expect(await ask(ticket)).toEqual([200, undefined]);
  });
});

describe('a ticket that somebody has changed', () => {
  const changed = (change: (url: URL) => void) => async (): Promise<[number, string | undefined]> => {
    const upload = uploadOf();
    const ticket = await documents.uploadTicket(upload);
    const url = new URL(ticket.url);
    change(url);
    const answer = await ask({ ...ticket, url: url.href });
    expect(await documents.head(upload.objectKey)).toBeUndefined();
    return answer;
  };

  it.each([
    ['to live longer', changed(({ searchParams }) => searchParams.set('X-Amz-Expires', '86400'))],
    ['to be signed later', changed(({ searchParams }) => searchParams.set('X-Amz-Date', '20300101T000000Z'))],
    ['to sign fewer headers', changed(({ searchParams }) => searchParams.set('X-Amz-SignedHeaders', 'host'))],
    ['to carry another parameter', changed(({ searchParams }) => searchParams.set('tagging', ''))],
    [
      'to lead to another bucket',
      changed((url) => {
        url.pathname = url.pathname.replace('documents', 'others');
      }),
    ],
    [
      'to lead beside its key',
      changed((url) => {
        url.pathname += '-2';
      }),
    ],
    ['in its signature', changed(({ searchParams }) => searchParams.set('X-Amz-Signature', 'a'.repeat(64)))],
    [
      'to carry no signature',
      changed((url) => {
        url.search = '';
      }),
    ],
    [
      'to speak for somebody else',
      changed(({ searchParams }) => {
        searchParams.set('X-Amz-Credential', searchParams.get('X-Amz-Credential')?.replace('local', 'other') ?? '');
      }),
    ],
  ])('%s is refused', async (_, outcome) => {
    const [status] = await outcome();
    expect([400, 403]).toContain(status);
  });

  it.each(['GET', 'HEAD', 'DELETE', 'POST'])('to %s is refused', async (method) => {
    const upload = uploadOf();
    const ticket = await documents.uploadTicket(upload);
    await ask(ticket);
    const [status] = await ask(ticket, method);
    expect(status).toBeGreaterThanOrEqual(400);
    expect(await documents.head(upload.objectKey)).toMatchObject({ size: bytes.length });
  });
});

describe('the objects among the uploads', () => {
  it('are listed in order with their sizes, whatever they are called, beyond one page, and no others', async () => {
    const keys = [
      'uploads/a b+c%20.pdf',
      'uploads/Kế hoạch/😀',
      ...Array.from({ length: 4 }, (_, n) => `uploads/z/${n}`),
    ];
    for (const key of keys) await documents.put(key, bytes, 'application/pdf');
    await documents.put('exports/1.zip', bytes, 'application/zip');
    const listed: string[] = [];
    for await (const { objectKey, size } of documents.listUploads()) {
      expect(size).toBe(bytes.length);
      listed.push(objectKey);
    }
    expect(listed.filter((key) => !key.startsWith('uploads/d/'))).toEqual([keys[1], keys[0], ...keys.slice(2)].sort());
    expect(listed.every((key) => key.startsWith('uploads/'))).toBe(true);
  });
});
