import { parentPort, workerData } from 'node:worker_threads';
import { type InspectionJob, type JobAnswer, type JobProgress, workerRole } from './inspection-job.ts';

/**
 * The thread in which documents are taken apart. Whatever a document does to its reader, time and memory end here:
 * `inspector.ts` ends the thread and starts another. Bundled as an entry of its own, `inspection-worker.mjs`.
 */
async function serve(port: NonNullable<typeof parentPort>): Promise<void> {
  const { runJob } = await import('./run-job.ts');
  port.on('message', (job: InspectionJob) => {
    const progress = (): void => port.postMessage({ id: job.id, progress: true } satisfies JobProgress);
    runJob(job, progress).then(
      (result) => port.postMessage({ id: job.id, result } satisfies JobAnswer),
      (error: unknown) => port.postMessage({ id: job.id, fault: String(error) } satisfies JobAnswer),
    );
  });
  port.postMessage('ready');
}

if (parentPort !== null && workerData === workerRole) await serve(parentPort);
