import { accept, type Result, refuse } from '../domain/result.ts';
import type { Upload } from '../domain/upload.ts';
import type { OpenedLink } from './open-link.ts';
import type { Services } from './ports.ts';

/** How far an upload is. */
export const uploadStatus = async (
  { uploads }: Pick<Services, 'uploads'>,
  { subject }: OpenedLink<'submit'>,
  uploadId: string,
): Promise<Result<Upload>> => {
  const upload = await uploads.find(subject, uploadId);
  return upload ? accept(upload) : refuse('document_not_found');
};
