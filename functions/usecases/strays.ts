import { type Stray, strayNoted } from '../domain/stray.ts';
import type { Instant } from '../domain/time.ts';
import { parseObjectKey } from '../domain/upload.ts';
import type { DocumentStore, Services, StoredObject } from './ports.ts';

/** Notes an object that an event has told of and that no upload knows. Nothing reads it, and nothing removes it. */
export const noteStray = async (
  { strays, log }: Pick<Services, 'strays' | 'log'>,
  { objectKey, size }: StoredObject,
  now: Instant,
): Promise<void> => {
  const noted = await strays.note({ objectKey, size, foundAt: now, foundBy: 'event' });
  // The key may hold anything, names too: it stands in the table alone.
  log.warn(strayNoted, { noted });
};

export interface StraysFound {
  /** Objects looked at. */
  readonly objects: number;
  /** Every stray that there is now. */
  readonly strays: readonly Stray[];
  /** Strays that were noted before and are not there any more, or have a record after all. */
  readonly gone: number;
}

/** Compares the bucket's uploads with the records: notes what has no record, and forgets what is no stray any more. */
export const findStrays = async (
  {
    uploads,
    documents,
    strays,
  }: Pick<Services, 'uploads' | 'strays'> & { readonly documents: Pick<DocumentStore, 'listUploads'> },
  now: Instant,
): Promise<StraysFound> => {
  const here = new Set<string>();
  let objects = 0;
  let assignment = '';
  let known = new Set<string>();
  for await (const { objectKey, size } of documents.listUploads()) {
    objects += 1;
    const of = parseObjectKey(objectKey);
    if (of) {
      // Keys come in order: all uploads of one assignment after each other.
      if (assignment !== `${of.directiveId}/${of.unitId}`) {
        assignment = `${of.directiveId}/${of.unitId}`;
        known = new Set((await uploads.list(of)).map(({ id }) => id));
      }
      // Begun since the records were read, perhaps.
      if (known.has(of.uploadId) || (await uploads.find(of, of.uploadId))) continue;
    }
    here.add(objectKey);
    await strays.note({ objectKey, size, foundAt: now, foundBy: 'listing' });
  }
  const noted = await strays.list();
  const gone = noted.filter(({ objectKey }) => !here.has(objectKey));
  for (const { objectKey } of gone) await strays.forget(objectKey);
  return { objects, strays: noted.filter(({ objectKey }) => here.has(objectKey)), gone: gone.length };
};
