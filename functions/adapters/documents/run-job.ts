import { closeSync, openSync, readFileSync } from 'node:fs';
import { type ByteSource, fileSource, memorySource } from './byte-source.ts';
import type { InspectionJob, JobResult } from './inspection-job.ts';
import { megabyte } from './limits.ts';
import { inspectPackage } from './package/inspect-package.ts';
import { inspectPdf } from './pdf/inspect-pdf.ts';
import { damaged, Refusal } from './refusal.ts';

/** Files up to this size are read whole; larger ones through a small cache. */
const readWhole = 8 * megabyte;

/**
 * Takes one document apart. Runs in the inspection thread.
 * @param progress called when another page has been read
 * @throws when the machine fails; whatever a document makes a parser do is a refusal
 */
export async function runJob(job: InspectionJob, progress: () => void): Promise<JobResult> {
  if (job.size <= readWhole) return inspect(memorySource(readFileSync(job.path)), job, progress);
  const file = openSync(job.path, 'r');
  try {
    return await inspect(fileSource(file, job.size), job, progress);
  } finally {
    closeSync(file);
  }
}

async function inspect(source: ByteSource, job: InspectionJob, progress: () => void): Promise<JobResult> {
  const facts: Extract<JobResult, { outcome: 'refused' }>['facts'] = {};
  if (job.format === 'pdf') facts.kind = 'pdf';
  try {
    if (job.format === 'compound_file') throw refusalOfCompoundFile(source);
    return await (job.format === 'pdf' ? inspectPdf(source, job, facts, progress) : inspectPackage(source, job, facts));
  } catch (error) {
    if (error instanceof Refusal) return { outcome: 'refused', reasons: [error.reason], facts, detail: error.message };
    if (isMachineFailure(error)) throw error;
    // A parser met what nobody thought of. To rely on such a document would be wrong, to lose it too.
    const at = job.format === 'pdf' ? 'object' : 'package_part';
    const detail = error instanceof Error ? (error.stack ?? error.message) : String(error);
    return { outcome: 'refused', reasons: [damaged(at).reason], facts, detail, unexpected: true };
  }
}

/** Word and Excel wrap an encrypted document in the old compound file format, in an entry of this name. */
function refusalOfCompoundFile(source: ByteSource): Refusal {
  const wrapped = Buffer.from('EncryptedPackage', 'utf16le');
  for (let at = 0; at < source.size; at += megabyte) {
    if (source.read(at, megabyte + wrapped.length).includes(wrapped)) return new Refusal({ code: 'encrypted' });
  }
  return new Refusal({ code: 'not_a_supported_type', found: 'old_office' });
}

function isMachineFailure(error: unknown): boolean {
  return error instanceof Error && 'syscall' in error;
}
