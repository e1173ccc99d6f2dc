import type { LocalRun } from './run.ts';

/** When the example begins: the moment at which the district's plan of 2018 was announced. */
export const exampleStart = new Date('2018-03-09T17:54:00+07:00');

/** An address for whoever started the run to open. */
export type OpenHere = { label: string; url: string };

/**
 * Puts the Cau Giay example into a new data folder, through the use cases that the office itself uses. Called once per
 * folder, when everything runs; again at the next start should it have failed half-way, so it must not mind what is there.
 */
export async function loadExample(_run: LocalRun): Promise<OpenHere[]> {
  return [];
}
