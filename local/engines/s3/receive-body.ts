/** Taking in a request's body: what was promised about it, and whether the bytes that came keep the promise. */

import { createHash } from 'node:crypto';
import { decodeAwsChunked } from './aws-chunked.ts';
import {
  algorithmOfHeader,
  type ChecksumAlgorithm,
  digestBytes,
  type RunningChecksum,
  startChecksum,
} from './checksums.ts';
import { isRefusal, notImplemented, type Refusal, refuse } from './refusal.ts';
import type { S3Request } from './request.ts';
import type { PayloadClaim } from './signature.ts';

/** The largest object one PutObject may carry, in bytes ("Uploading objects": 5 GB). */
const MAX_OBJECT_BYTES = 5 * 1024 ** 3;

type Checksum = { readonly algorithm: ChecksumAlgorithm /** Base64. */; readonly value: string };

/** What the headers promise about the body. */
export type BodyPromise = {
  readonly payload: PayloadClaim;
  /** Bytes of the content itself, without any chunk framing. */
  readonly length: number;
  readonly contentMd5: string | undefined;
  readonly checksum: Checksum | undefined;
  /** The checksum that will come after the body. */
  readonly trailing: ChecksumAlgorithm | undefined;
};

export type ReceivedBody = { readonly size: number /** Hex. */; readonly md5: string; readonly checksum?: Checksum };

const isBase64Of = (value: string, bytes: number): boolean => {
  const decoded = Buffer.from(value, 'base64');
  return decoded.length === bytes && decoded.toString('base64') === value;
};

function readLength(request: S3Request, payload: PayloadClaim): number | Refusal {
  const chunked = payload.kind === 'chunked-with-trailer';
  const declared = request.headers.get(chunked ? 'x-amz-decoded-content-length' : 'content-length');
  if (declared === undefined && !chunked && request.headers.has('transfer-encoding')) {
    return refuse('NotImplemented', 'A header you provided implies functionality that is not implemented', {
      Header: 'Transfer-Encoding',
    });
  }
  if (declared === undefined) return refuse('MissingContentLength', 'You must provide the Content-Length HTTP header.');
  if (!/^\d{1,15}$/.test(declared)) return refuse('InvalidArgument', `Invalid content length "${declared}"`);
  const length = Number(declared);
  if (length > MAX_OBJECT_BYTES) {
    return refuse('EntityTooLarge', 'Your proposed upload exceeds the maximum allowed size', {
      ProposedSize: String(length),
      MaxSizeAllowed: String(MAX_OBJECT_BYTES),
    });
  }
  return length;
}

function readChecksum(request: S3Request): Checksum | undefined | Refusal {
  const headers = [...request.headers].filter(([name]) => name.startsWith('x-amz-checksum-'));
  const [first, second] = headers;
  if (first === undefined) return undefined;
  if (second !== undefined) {
    return refuse(
      'InvalidRequest',
      'Expecting a single x-amz-checksum- header. Multiple checksum Types are not allowed.',
    );
  }
  const [name, value] = first;
  const algorithm = algorithmOfHeader(name);
  if (algorithm === undefined) return notImplemented(`The checksum ${name}`);
  if (!isBase64Of(value, digestBytes[algorithm]))
    return refuse('InvalidRequest', `Value for ${name} header is invalid.`);
  return { algorithm, value };
}

function readTrailing(request: S3Request, payload: PayloadClaim): ChecksumAlgorithm | undefined | Refusal {
  const trailer = request.headers.get('x-amz-trailer');
  if (payload.kind !== 'chunked-with-trailer') {
    return trailer === undefined ? undefined : refuse('InvalidRequest', 'x-amz-trailer needs a STREAMING payload.');
  }
  if (trailer === undefined) return undefined;
  const algorithm = trailer.startsWith('x-amz-checksum-') ? algorithmOfHeader(trailer) : undefined;
  return algorithm ?? notImplemented(`The trailing header ${trailer}`);
}

/** Reads what the headers promise about the body, or refuses promises that are malformed or contradict each other. */
export function readBodyPromise(request: S3Request, payload: PayloadClaim): BodyPromise | Refusal {
  const length = readLength(request, payload);
  if (isRefusal(length)) return length;
  const contentMd5 = request.headers.get('content-md5');
  if (contentMd5 !== undefined && !isBase64Of(contentMd5, 16)) {
    return refuse('InvalidDigest', 'The Content-MD5 you specified was invalid.');
  }
  const checksum = readChecksum(request);
  if (isRefusal(checksum)) return checksum;
  const trailing = readTrailing(request, payload);
  if (isRefusal(trailing)) return trailing;
  if (checksum !== undefined && trailing !== undefined) {
    return refuse('InvalidRequest', 'Expecting a single x-amz-checksum- header');
  }
  const announced = request.headers.get('x-amz-sdk-checksum-algorithm')?.toLowerCase();
  const given = checksum?.algorithm ?? trailing;
  if (announced !== undefined && announced !== given) {
    return refuse(
      'InvalidRequest',
      'x-amz-sdk-checksum-algorithm specified, but no corresponding x-amz-checksum-* or x-amz-trailer headers were found.',
    );
  }
  return { payload, length, contentMd5, checksum, trailing };
}

type Digests = { readonly sha256: RunningChecksum; readonly checksum: RunningChecksum };

function verify(
  promise: BodyPromise,
  md5: Buffer,
  digests: Partial<Digests>,
  trailers: ReadonlyMap<string, string>,
): Checksum | undefined | Refusal {
  if (promise.payload.kind === 'sha256' && digests.sha256 !== undefined) {
    const computed = digests.sha256.digest().toString('hex');
    if (computed !== promise.payload.hex) {
      return refuse(
        'XAmzContentSHA256Mismatch',
        "The provided 'x-amz-content-sha256' header does not match what was computed.",
        { ClientComputedContentSHA256: promise.payload.hex, S3ComputedContentSHA256: computed },
      );
    }
  }
  if (promise.contentMd5 !== undefined && md5.toString('base64') !== promise.contentMd5) {
    return refuse('BadDigest', 'The Content-MD5 you specified did not match what we received.', {
      ExpectedDigest: Buffer.from(promise.contentMd5, 'base64').toString('hex'),
      CalculatedDigest: md5.toString('base64'),
    });
  }
  const algorithm = promise.checksum?.algorithm ?? promise.trailing;
  if (algorithm === undefined || digests.checksum === undefined) return undefined;
  const expected = promise.checksum?.value ?? trailers.get(`x-amz-checksum-${algorithm}`);
  if (expected === undefined || !isBase64Of(expected, digestBytes[algorithm])) {
    return refuse('MalformedTrailerError', 'The request contained trailing data that was not well-formed.');
  }
  const value = digests.checksum.digest().toString('base64');
  if (value !== expected) {
    return refuse('BadDigest', `The ${algorithm.toUpperCase()} you specified did not match the calculated checksum.`);
  }
  return { algorithm, value };
}

async function* plainParts(source: AsyncIterable<Buffer>) {
  for await (const bytes of source) yield { kind: 'data', bytes } as const;
  yield { kind: 'end', trailers: new Map<string, string>() } as const;
}

/**
 * Reads a body to its end, handing each piece to `write` and waiting for it, so memory stays at one piece. Refuses a
 * body whose bytes break the promise; a client that goes away makes it an IncompleteBody.
 */
export async function receiveBody(
  source: AsyncIterable<Buffer>,
  promise: BodyPromise,
  write: (bytes: Buffer) => Promise<void>,
): Promise<ReceivedBody | Refusal> {
  const md5 = createHash('md5');
  const algorithm = promise.checksum?.algorithm ?? promise.trailing;
  const digests: Partial<Digests> = {
    ...(promise.payload.kind === 'sha256' ? { sha256: startChecksum('sha256') } : {}),
    ...(algorithm === undefined ? {} : { checksum: startChecksum(algorithm) }),
  };
  const incomplete = (size: number): Refusal =>
    refuse('IncompleteBody', 'You did not provide the number of bytes specified by the Content-Length HTTP header', {
      NumberBytesExpected: String(promise.length),
      NumberBytesReceived: String(size),
    });

  let size = 0;
  let trailers: ReadonlyMap<string, string> = new Map();
  const parts = promise.payload.kind === 'chunked-with-trailer' ? decodeAwsChunked(source) : plainParts(source);
  for await (const part of parts) {
    if (part.kind === 'refused') return part.refusal;
    if (part.kind === 'end') {
      trailers = part.trailers;
      continue;
    }
    size += part.bytes.length;
    if (size > promise.length) return incomplete(size);
    md5.update(part.bytes);
    digests.sha256?.update(part.bytes);
    digests.checksum?.update(part.bytes);
    await write(part.bytes);
  }
  if (size !== promise.length) return incomplete(size);
  const md5Digest = md5.digest();
  const checksum = verify(promise, md5Digest, digests, trailers);
  if (isRefusal(checksum)) return checksum;
  return { size, md5: md5Digest.toString('hex'), ...(checksum === undefined ? {} : { checksum }) };
}
