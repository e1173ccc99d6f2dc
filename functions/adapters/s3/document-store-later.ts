import type { DocumentStore } from '../../usecases/ports.ts';
import { later } from '../later.ts';

/** The documents bucket for functions that often do without it: S3's client is loaded with the first call. */
export const documentStoreLater = (bucket: string): DocumentStore => {
  const store = later(async () => (await import('./document-store.ts')).documentStore(bucket));
  return {
    uploadTicket: async (file) => (await store()).uploadTicket(file),
    downloadUrl: async (...request) => (await store()).downloadUrl(...request),
    head: async (objectKey) => (await store()).head(objectKey),
    read: async (objectKey) => (await store()).read(objectKey),
    listUploads: async function* () {
      yield* (await store()).listUploads();
    },
    put: async (...object) => (await store()).put(...object),
    discard: async (objectKey) => (await store()).discard(objectKey),
  };
};
