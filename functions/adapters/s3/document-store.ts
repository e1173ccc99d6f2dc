import {
  GetObjectCommand,
  HeadObjectCommand,
  ListObjectsV2Command,
  NotFound,
  PutObjectCommand,
  PutObjectTaggingCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';
import { uploadUrlMinutes } from '../../domain/upload.ts';
import type { DocumentStore } from '../../usecases/ports.ts';

/** Seconds that a download address lives: long enough to follow it, too short to pass it on. */
const downloadSeconds = 120;

const toBase64 = (hex: string): string => Buffer.from(hex, 'hex').toString('base64');
const toHex = (base64: string): string => Buffer.from(base64, 'base64').toString('hex');

/** Headers that S3 must see exactly as signed: bytes, length and type as announced, and no overwriting. */
const enforced = ['content-length', 'content-type', 'if-none-match', 'x-amz-checksum-sha256'];

/** `Content-Disposition` with a name: plain ASCII for old readers, the real one beside it (RFC 6266, RFC 8187). */
export const dispositionHeader = (name: string, disposition: 'attachment' | 'inline' = 'attachment'): string => {
  const ascii = name
    .normalize('NFD')
    .replace(/đ/g, 'd')
    .replace(/Đ/g, 'D')
    .replace(/\p{M}/gu, '')
    .replace(/[^\x20-\x7e]|["\\%]/g, '_');
  const encoded = encodeURIComponent(name.toWellFormed()).replace(
    /['()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `${disposition}; filename="${ascii}"; filename*=UTF-8''${encoded}`;
};

/** The documents bucket. Bytes of uploads and downloads go past the functions, straight between browser and S3. */
export const documentStore = (
  bucket: string,
  client = new S3Client({ requestChecksumCalculation: 'WHEN_REQUIRED' }),
): DocumentStore => ({
  uploadTicket: async ({ objectKey, contentType, size, sha256 }) => {
    const checksum = toBase64(sha256);
    const command = new PutObjectCommand({
      Bucket: bucket,
      Key: objectKey,
      ContentLength: size,
      ContentType: contentType,
      ChecksumSHA256: checksum,
      IfNoneMatch: '*',
    });
    const signedAt = new Date();
    const url = await getSignedUrl(client, command, {
      expiresIn: uploadUrlMinutes * 60,
      signingDate: signedAt,
      signableHeaders: new Set(['host', ...enforced]),
      unhoistableHeaders: new Set(['if-none-match', 'x-amz-checksum-sha256']),
    });
    return {
      url,
      // The browser adds host and content-length itself and lets no script set them.
      headers: { 'content-type': contentType, 'if-none-match': '*', 'x-amz-checksum-sha256': checksum },
      expiresAt: new Date(signedAt.getTime() + uploadUrlMinutes * 60_000).toISOString(),
    };
  },
  downloadUrl: (objectKey, name, contentType, disposition = 'attachment') =>
    getSignedUrl(
      client,
      new GetObjectCommand({
        Bucket: bucket,
        Key: objectKey,
        ResponseContentDisposition: dispositionHeader(name, disposition),
        ResponseContentType: disposition === 'inline' ? 'application/pdf' : contentType,
      }),
      { expiresIn: downloadSeconds },
    ),
  head: async (objectKey) => {
    try {
      const head = await client.send(
        new HeadObjectCommand({ Bucket: bucket, Key: objectKey, ChecksumMode: 'ENABLED' }),
      );
      const { ContentLength, ChecksumSHA256 } = head;
      return { size: ContentLength ?? 0, sha256: ChecksumSHA256 === undefined ? undefined : toHex(ChecksumSHA256) };
    } catch (fault) {
      if (fault instanceof NotFound) return undefined;
      throw fault;
    }
  },
  read: async (objectKey) => {
    const { Body } = await client.send(new GetObjectCommand({ Bucket: bucket, Key: objectKey }));
    if (!Body) throw new Error('S3 gave an object without a body');
    return Body.transformToWebStream();
  },
  listUploads: async function* () {
    let next: string | undefined;
    do {
      const page = await client.send(
        new ListObjectsV2Command({ Bucket: bucket, Prefix: 'uploads/', EncodingType: 'url', ContinuationToken: next }),
      );
      for (const { Key = '', Size = 0 } of page.Contents ?? []) {
        yield { objectKey: decodeURIComponent(Key.replaceAll('+', ' ')), size: Size };
      }
      next = page.NextContinuationToken;
    } while (next !== undefined);
  },
  put: async (objectKey, body, contentType) => {
    await client.send(new PutObjectCommand({ Bucket: bucket, Key: objectKey, Body: body, ContentType: contentType }));
  },
  discard: async (objectKey) => {
    // The bucket's lifecycle knows this tag; no function may delete a document.
    const Tagging = { TagSet: [{ Key: 'discarded', Value: 'yes' }] };
    try {
      await client.send(new PutObjectTaggingCommand({ Bucket: bucket, Key: objectKey, Tagging }));
    } catch (fault) {
      // Gone already, or it never came.
      if (!(fault instanceof Error) || fault.name !== 'NoSuchKey') throw fault;
    }
  },
});
