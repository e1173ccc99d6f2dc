import type { Instant } from './time.ts';

/** An object among the uploads that belongs to no upload: it came by other ways, or its record was lost. */
export interface Stray {
  readonly objectKey: string;
  /** Bytes. */
  readonly size: number;
  readonly foundAt: Instant;
  /** By its object-created event, or by comparing the bucket with the records. */
  readonly foundBy: 'event' | 'listing';
}

/** What the log says of a stray that came to notice by an event. An alarm counts these words. */
export const strayNoted = 'object without a record';
