/** Requests signed by hand, for what the SDK's client would never send. */

import { createHash, createHmac } from 'node:crypto';
import { CREDENTIALS, REGION } from './constants.ts';

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');
const hmac = (key: string | Buffer, text: string): Buffer => createHmac('sha256', key).update(text).digest();

export type SigningOptions = {
  readonly accessKeyId?: string;
  readonly secretAccessKey?: string;
  readonly region?: string;
  readonly service?: string;
  readonly signedAt?: Date;
};

/**
 * An Authorization header with what it signs: host, x-amz-date and the given headers. Written out rather than borrowed
 * from the SDK, so that engine and test do not share a mistake. The query must be in canonical order already.
 */
export function signedHeaders(
  method: string,
  address: string,
  headers: Readonly<Record<string, string>>,
  options: SigningOptions = {},
): Record<string, string> {
  const { accessKeyId, secretAccessKey, region, service } = {
    ...CREDENTIALS,
    region: REGION,
    service: 's3',
    ...options,
  };
  const { host, pathname, search } = new URL(address);
  const amzDate = (options.signedAt ?? new Date()).toISOString().replace(/[-:]|\.\d+/g, '');
  const day = amzDate.slice(0, 8);
  const signed: Record<string, string> = { host, 'x-amz-date': amzDate, ...headers };
  const names = Object.keys(signed).sort();
  const canonical = [
    method,
    pathname,
    search.slice(1),
    ...names.map((name) => `${name}:${signed[name]}`),
    '',
    names.join(';'),
    signed['x-amz-content-sha256'] ?? sha256(''),
  ].join('\n');
  const scope = `${day}/${region}/${service}/aws4_request`;
  const toSign = ['AWS4-HMAC-SHA256', amzDate, scope, sha256(canonical)].join('\n');
  const key = hmac(hmac(hmac(hmac(`AWS4${secretAccessKey}`, day), region), service), 'aws4_request');
  const signature = hmac(key, toSign).toString('hex');
  return {
    ...signed,
    authorization: `AWS4-HMAC-SHA256 Credential=${accessKeyId}/${scope}, SignedHeaders=${names.join(';')}, Signature=${signature}`,
  };
}
