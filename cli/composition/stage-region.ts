import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';
import { CliFailure } from '../cli-failure.ts';

const stageFile = z.object({ region: z.string().regex(/^[a-z0-9-]+$/) });

const usualFolder = join(import.meta.dirname, '..', '..', 'infra', 'stages');

/**
 * The region that a stage's file names, from which it was deployed; undefined where this checkout has no such file.
 * @throws CliFailure where the file names none
 */
export const regionOfStage = (stage: string, folder = usualFolder): string | undefined => {
  const file = join(folder, `${stage}.json`);
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
  try {
    return stageFile.parse(JSON.parse(text)).region;
  } catch {
    throw new CliFailure('place.stage_file_unreadable', { file });
  }
};
