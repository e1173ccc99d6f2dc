import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Path of one of the example's plans. */
export const planPath = (name: string): string => join(import.meta.dirname, '../../examples/cau-giay-2018/plans', name);

/** Path of a file that the inspection refuses. */
export const refusedPath = (name: string): string => join(import.meta.dirname, '../fixtures/refused', name);

export const sha256Of = (path: string): string => createHash('sha256').update(readFileSync(path)).digest('hex');
