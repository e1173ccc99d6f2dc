/** What every operation is given and what it answers. */

import type { FileHandle } from 'node:fs/promises';
import type { Bucket } from './buckets.ts';
import type { Refusal } from './refusal.ts';
import type { S3Request } from './request.ts';
import type { PayloadClaim } from './signature.ts';
import type { Store } from './store.ts';

export type Reply = {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?:
    | { readonly kind: 'xml'; readonly text: string }
    /** Bytes `first` to `last`, both included; whoever sends the reply closes the handle. */
    | { readonly kind: 'file'; readonly handle: FileHandle; readonly first: number; readonly last: number };
};

/** A verified request on a bucket that exists. */
export type OperationContext = {
  readonly request: S3Request;
  readonly requestId: string;
  readonly store: Store;
  readonly bucket: Bucket;
  /** Empty for operations on the bucket itself. */
  readonly key: string;
  readonly payload: PayloadClaim;
  /** The body; taking it tells a waiting client to send it. Read it without ending the connection. */
  readonly openBody: () => AsyncIterable<Buffer>;
};

export type Operation = (context: OperationContext) => Promise<Reply | Refusal>;
