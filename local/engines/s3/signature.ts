/**
 * Signature version 4, verified with the SDK's own signer: the request is signed again from what arrived and what the
 * client says it signed; the signatures must be equal. See "Authenticating Requests (AWS Signature Version 4)" in the
 * Amazon S3 API reference.
 */

import { createHash, createHmac, type Hash, type Hmac, timingSafeEqual } from 'node:crypto';
import { SignatureV4 } from '@smithy/signature-v4';
import {
  readSignatureClaim,
  refuseUnsignedHeaders,
  type SignatureClaim,
  signatureParameters,
} from './credential-scope.ts';
import { isRefusal, notImplemented, type Refusal, refuse } from './refusal.ts';
import { queryValue, type S3Request } from './request.ts';

/** How far a client's clock may be from the server's, in milliseconds. */
const MAX_SKEW_MS = 15 * 60 * 1000;

export type Credentials = { readonly accessKeyId: string; readonly secretAccessKey: string };

/** How a verified request says its body is protected. */
export type PayloadClaim =
  | { readonly kind: 'unsigned' }
  | { readonly kind: 'sha256'; readonly hex: string }
  | { readonly kind: 'chunked-with-trailer' };

/** The signer wants a constructor, so this one room is a class. */
class NodeSha256 {
  readonly #hash: Hash | Hmac;

  constructor(secret?: string | ArrayBuffer | ArrayBufferView) {
    this.#hash =
      secret === undefined
        ? createHash('sha256')
        : createHmac('sha256', secret instanceof ArrayBuffer ? new Uint8Array(secret) : toKey(secret));
  }

  update(chunk: Uint8Array): void {
    this.#hash.update(chunk);
  }

  async digest(): Promise<Uint8Array> {
    return new Uint8Array(this.#hash.digest());
  }

  reset(): void {
    throw new Error('A hash of the local S3 engine is used once.');
  }
}

function toKey(secret: string | ArrayBufferView): string | Uint8Array {
  return typeof secret === 'string' ? secret : new Uint8Array(secret.buffer, secret.byteOffset, secret.byteLength);
}

function checkTime(claim: SignatureClaim, now: Date): Refusal | undefined {
  const signedAt = claim.signedAt.getTime();
  if (claim.expiresIn === undefined) {
    if (Math.abs(now.getTime() - signedAt) <= MAX_SKEW_MS) return undefined;
    return refuse(
      'RequestTimeTooSkewed',
      'The difference between the request time and the current time is too large.',
      {
        RequestTime: claim.signedAt.toISOString(),
        ServerTime: now.toISOString(),
        MaxAllowedSkewMilliseconds: String(MAX_SKEW_MS),
      },
    );
  }
  if (signedAt - now.getTime() > MAX_SKEW_MS) {
    return refuse('AccessDenied', 'Request is not yet valid', {
      'X-Amz-Date': claim.signedAt.toISOString(),
      ServerTime: now.toISOString(),
    });
  }
  const expiresAt = signedAt + claim.expiresIn * 1000;
  if (now.getTime() <= expiresAt) return undefined;
  return refuse('AccessDenied', 'Request has expired', {
    'X-Amz-Expires': String(claim.expiresIn),
    Expires: new Date(expiresAt).toISOString(),
    ServerTime: now.toISOString(),
  });
}

function readPayloadClaim(request: S3Request, claim: SignatureClaim): PayloadClaim | Refusal {
  const declared = request.headers.get('x-amz-content-sha256') ?? queryValue(request, 'X-Amz-Content-Sha256');
  if (declared === undefined) {
    if (claim.expiresIn !== undefined) return { kind: 'unsigned' };
    return refuse('InvalidRequest', 'Missing required header for this request: x-amz-content-sha256');
  }
  if (declared === 'UNSIGNED-PAYLOAD') return { kind: 'unsigned' };
  if (declared === 'STREAMING-UNSIGNED-PAYLOAD-TRAILER') return { kind: 'chunked-with-trailer' };
  if (declared.startsWith('STREAMING-')) return notImplemented(`A body sent as ${declared}`);
  if (/^[0-9a-f]{64}$/i.test(declared)) return { kind: 'sha256', hex: declared.toLowerCase() };
  return refuse(
    'InvalidArgument',
    'x-amz-content-sha256 must be UNSIGNED-PAYLOAD, STREAMING-UNSIGNED-PAYLOAD-TRAILER, or a valid sha256 value.',
    { ArgumentName: 'x-amz-content-sha256', ArgumentValue: declared },
  );
}

function sameSignature(left: string, right: string): boolean {
  const a = Buffer.from(left);
  const b = Buffer.from(right);
  return a.length === b.length && timingSafeEqual(a, b);
}

/**
 * Makes the function that verifies requests for one pair of credentials in one region. It answers with how the body is
 * protected, or with the refusal S3 would give.
 */
export function createVerifier(
  credentials: Credentials,
  region: string,
): (request: S3Request, now: Date) => Promise<PayloadClaim | Refusal> {
  const signer = new SignatureV4({
    service: 's3',
    region,
    credentials,
    sha256: NodeSha256,
    uriEscapePath: false,
    applyChecksum: false,
  });

  async function expectedSignature(request: S3Request, claim: SignatureClaim): Promise<string | undefined> {
    const headers: Record<string, string> = {};
    for (const name of claim.signedHeaders) {
      const value = request.headers.get(name);
      if (value !== undefined) headers[name] = value;
    }
    const query: Record<string, string[]> = Object.create(null);
    for (const [name, values] of request.query) {
      if (claim.expiresIn === undefined || !signatureParameters.some((own) => own === name)) query[name] = [...values];
    }
    const plain = {
      method: request.method,
      protocol: 'http:',
      hostname: '127.0.0.1',
      path: request.canonicalPath,
      headers,
      query,
    };
    const signableHeaders = new Set(claim.signedHeaders);
    if (claim.expiresIn === undefined) {
      const signed = await signer.sign(plain, { signingDate: claim.signedAt, signableHeaders });
      return /Signature=([0-9a-f]+)$/.exec(signed.headers['authorization'] ?? '')?.[1];
    }
    // The signer reads the payload's hash from the header; a presigned URL carries it in the query, or not at all.
    const unsignedPayload = queryValue(request, 'X-Amz-Content-Sha256') ?? 'UNSIGNED-PAYLOAD';
    const signsPayload = 'x-amz-content-sha256' in headers;
    const presigned = await signer.presign(
      { ...plain, headers: signsPayload ? headers : { ...headers, 'x-amz-content-sha256': unsignedPayload } },
      {
        signingDate: claim.signedAt,
        expiresIn: claim.expiresIn,
        signableHeaders,
        unhoistableHeaders: new Set([...claim.signedHeaders, 'x-amz-content-sha256']),
        ...(signsPayload ? {} : { unsignableHeaders: new Set(['x-amz-content-sha256']) }),
      },
    );
    const value = presigned.query?.['X-Amz-Signature'];
    return typeof value === 'string' ? value : undefined;
  }

  return async (request, now) => {
    const claim = readSignatureClaim(request, region);
    if (isRefusal(claim)) return claim;
    if (request.headers.has('x-amz-security-token') || request.query.has('X-Amz-Security-Token')) {
      return refuse('InvalidToken', 'The provided token is malformed or otherwise invalid.');
    }
    if (claim.accessKeyId !== credentials.accessKeyId) {
      return refuse('InvalidAccessKeyId', 'The AWS Access Key Id you provided does not exist in our records.', {
        AWSAccessKeyId: claim.accessKeyId,
      });
    }
    const untimely = checkTime(claim, now);
    if (untimely !== undefined) return untimely;
    const unsigned = refuseUnsignedHeaders(request, claim);
    if (unsigned !== undefined) return unsigned;
    const expected = await expectedSignature(request, claim);
    if (expected === undefined || !sameSignature(expected, claim.signature)) {
      return refuse(
        'SignatureDoesNotMatch',
        'The request signature we calculated does not match the signature you provided. Check your key and signing method.',
        { AWSAccessKeyId: claim.accessKeyId },
      );
    }
    return readPayloadClaim(request, claim);
  };
}
