import { createHash, randomBytes } from 'node:crypto';
import { GetObjectTaggingCommand, S3Client } from '@aws-sdk/client-s3';
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { dispositionHeader, documentStore } from '../../../../functions/adapters/s3/document-store.ts';
import { uploadUrlMinutes } from '../../../../functions/domain/upload.ts';
import { startS3 } from '../../../../local/engines/s3/start-s3.ts';
import { aText } from '../../../support/stories.ts';
import { temporaryFolder } from '../../../support/temporary-folder.ts';

process.env['AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED'] = 'true';

const folder = temporaryFolder();
const credentials = { accessKeyId: 'local', secretAccessKey: 'local' };
const region = 'ap-southeast-1';
const engine = await startS3({
  folder: folder.path,
  buckets: [{ name: 'documents', versioned: true }],
  credentials,
  region,
});
const client = new S3Client({
  endpoint: engine.endpoint,
  region,
  credentials,
  forcePathStyle: true,
  requestChecksumCalculation: 'WHEN_REQUIRED',
});
const documents = documentStore('documents', client);
afterAll(async () => {
  client.destroy();
  await engine.stop();
  folder.remove();
});

const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');
const aKey = (): string => `uploads/d/u/${randomBytes(8).toString('hex')}`;

const ticketFor = async (bytes: Uint8Array, over: { objectKey?: string } = {}) => {
  const objectKey = over.objectKey ?? aKey();
  const file = { objectKey, contentType: 'application/pdf', size: bytes.length, sha256: sha256(bytes) };
  return { objectKey, ticket: await documents.uploadTicket(file) };
};

/** Sends bytes as a browser does with a ticket; the status and S3's code. */
const send = async (
  { url, headers }: { url: string; headers: Readonly<Record<string, string>> },
  body: Uint8Array<ArrayBuffer>,
): Promise<[number, string | undefined]> => {
  const response = await fetch(url, { method: 'PUT', headers, body });
  return [response.status, /<Code>(\w+)<\/Code>/.exec(await response.text())?.[1]];
};

const bytes = new Uint8Array(randomBytes(2048));
const others = new Uint8Array(randomBytes(2048));

describe('a ticket', () => {
  it('takes exactly the announced bytes, and the store then tells their length and hash', async () => {
    const { objectKey, ticket } = await ticketFor(bytes);
    expect(await documents.head(objectKey)).toBeUndefined();
    expect(await send(ticket, bytes)).toEqual([200, undefined]);
    expect(await documents.head(objectKey)).toEqual({ size: 2048, sha256: sha256(bytes) });
    const parts: Uint8Array[] = [];
    for await (const part of await documents.read(objectKey)) parts.push(part);
    expect(sha256(Buffer.concat(parts))).toBe(sha256(bytes));
  });

  it('takes no other bytes of the same length', async () => {
    const { objectKey, ticket } = await ticketFor(bytes);
    const [status] = await send(ticket, others);
    expect(status).toBe(400);
    expect(await documents.head(objectKey)).toBeUndefined();
  });

  it('takes no other length', async () => {
    const { objectKey, ticket } = await ticketFor(bytes);
    expect((await send(ticket, bytes.slice(1)))[0]).toBe(403);
    expect((await send(ticket, new Uint8Array([...bytes, 0])))[0]).toBe(403);
    expect((await send(ticket, new Uint8Array()))[0]).toBe(403);
    expect(await documents.head(objectKey)).toBeUndefined();
  });

  it('takes no other checksum, type or condition than was signed', async () => {
    const { objectKey, ticket } = await ticketFor(bytes);
    const checksum = Buffer.from(sha256(others), 'hex').toString('base64');
    const without = (name: string) =>
      Object.fromEntries(Object.entries(ticket.headers).filter(([key]) => key !== name));
    for (const headers of [
      { ...ticket.headers, 'x-amz-checksum-sha256': checksum },
      { ...ticket.headers, 'content-type': 'text/html' },
      { ...ticket.headers, 'if-none-match': '"x"' },
      without('x-amz-checksum-sha256'),
      without('if-none-match'),
    ]) {
      const [status] = await send(
        { ...ticket, headers },
        headers['x-amz-checksum-sha256'] === checksum ? others : bytes,
      );
      expect(status).toBeGreaterThanOrEqual(400);
    }
    expect(await documents.head(objectKey)).toBeUndefined();
  });

  it('is for one key only', async () => {
    const { ticket } = await ticketFor(bytes, { objectKey: 'uploads/d/u/mine' });
    const url = ticket.url.replace('/mine', '/yours');
    expect(url).not.toBe(ticket.url);
    expect((await send({ ...ticket, url }, bytes))[0]).toBe(403);
    expect(await documents.head('uploads/d/u/yours')).toBeUndefined();
  });

  it('takes no second write, not even of the same bytes, also when both come at once', async () => {
    const { objectKey, ticket } = await ticketFor(bytes);
    const both = await Promise.all([send(ticket, bytes), send(ticket, bytes)]);
    expect(both.filter(([status]) => status === 200)).toHaveLength(1);
    expect(await send(ticket, bytes)).toEqual([412, 'PreconditionFailed']);
    // nor with a ticket that was renewed meanwhile
    expect((await send((await ticketFor(others, { objectKey })).ticket, others))[0]).toBe(412);
    expect(await documents.head(objectKey)).toEqual({ size: 2048, sha256: sha256(bytes) });
  });

  it('tells when it runs out, and is signed for no longer', async () => {
    const { ticket } = await ticketFor(bytes);
    const query = new URL(ticket.url).searchParams;
    expect(query.get('X-Amz-Expires')).toBe(String(uploadUrlMinutes * 60));
    const signedAt = (query.get('X-Amz-Date') ?? '').replace(
      /^(....)(..)(..)T(..)(..)(..)Z$/,
      '$1-$2-$3T$4:$5:$6.000Z',
    );
    const life = Date.parse(ticket.expiresAt) - Date.parse(signedAt);
    expect(Math.abs(life - uploadUrlMinutes * 60_000)).toBeLessThan(1000);
  });

  it('is held by headers that a browser lets a script set', async () => {
    const { ticket } = await ticketFor(bytes);
    expect(Object.keys(ticket.headers).sort()).toEqual(['content-type', 'if-none-match', 'x-amz-checksum-sha256']);
    const signed = new URL(ticket.url).searchParams.get('X-Amz-SignedHeaders')?.split(';');
    expect(signed).toEqual(['content-length', 'content-type', 'host', 'if-none-match', 'x-amz-checksum-sha256']);
  });
});

describe('a download address', () => {
  it('gives the file as an attachment under its name and type, to nobody for long', async () => {
    const { objectKey, ticket } = await ticketFor(bytes);
    await send(ticket, bytes);
    const url = await documents.downloadUrl(objectKey, 'Kế hoạch Dịch Vọng.pdf', 'application/pdf');
    const response = await fetch(url);
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toBe('application/pdf');
    expect(response.headers.get('content-disposition')).toBe(
      `attachment; filename="Ke hoach Dich Vong.pdf"; filename*=UTF-8''${encodeURIComponent('Kế hoạch Dịch Vọng.pdf')}`,
    );
    expect(sha256(new Uint8Array(await response.arrayBuffer()))).toBe(sha256(bytes));
    expect(Number(new URL(url).searchParams.get('X-Amz-Expires'))).toBeLessThanOrEqual(300);
    expect((await fetch(url.replace(encodeURIComponent('application/pdf'), 'text%2Fhtml'))).status).toBe(403);
  });
});

describe('the store', () => {
  it('keeps what it is given and marks what is of no further use, without removing it', async () => {
    await documents.put('exports/d/1.zip', bytes, 'application/zip');
    expect(await documents.head('exports/d/1.zip')).toMatchObject({ size: 2048 });
    await documents.discard('exports/d/1.zip');
    const { TagSet } = await client.send(new GetObjectTaggingCommand({ Bucket: 'documents', Key: 'exports/d/1.zip' }));
    expect(TagSet).toEqual([{ Key: 'discarded', Value: 'yes' }]);
    expect(await documents.head('exports/d/1.zip')).toMatchObject({ size: 2048 });
  });

  it('throws where the bucket does not answer, instead of saying that nothing is there', async () => {
    const wrong = documentStore('no-such-bucket', client);
    await expect(wrong.read('x')).rejects.toThrow();
    await expect(wrong.put('x', bytes, 'text/plain')).rejects.toThrow();
  });
});

describe('the name of an attachment', () => {
  const oddName = fc.oneof(
    aText(80),
    fc.array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 60 }).map((units) => String.fromCharCode(...units)),
    fc
      .array(fc.constantFrom('"', '\\', '\r\n', ';', '%', "'", '*', 'Đ', 'ậ', 'ơ\u0323', '😀', 'a', ' '), {
        maxLength: 40,
      })
      .map((parts) => parts.join('')),
  );

  it('is one plain header, whatever the file is called, and reads back as the very name', () => {
    fc.assert(
      fc.property(oddName, (name) => {
        const header = dispositionHeader(name);
        expect(header).toMatch(/^[\x20-\x7e]*$/);
        const [, ascii, encoded] =
          /^attachment; filename="([^"\\%]*)"; filename\*=UTF-8''([A-Za-z0-9!#$&+.^_`|~%-]*)$/.exec(header) ?? [];
        expect(ascii).toBeDefined();
        expect(decodeURIComponent(encoded ?? '')).toBe(name.toWellFormed());
      }),
      { numRuns: 1000 },
    );
  });

  it('drops only the marks of Vietnamese letters for readers that know no others', () => {
    const name = 'ĂÂĐÊÔƠƯ ăâđêôơư áàảãạ ếềểễệ ứừửữự.pdf';
    for (const form of ['NFC', 'NFD'] as const) {
      expect(dispositionHeader(name.normalize(form))).toContain('filename="AADEOOU aadeoou aaaaa eeeee uuuuu.pdf"');
    }
  });
});
