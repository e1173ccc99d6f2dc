import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';
import { Worker } from 'node:worker_threads';
import { type InspectionJob, type JobAnswer, type JobProgress, type JobResult, workerRole } from './inspection-job.ts';

/** Takes documents apart in threads of its own, one document per thread at a time. */
export type Inspector = {
  /** Starts the first thread, if none runs yet, so that it is ready when the document has arrived. */
  warm(): void;
  /** @throws when the machine fails (disk, thread), never because of the document. */
  run(job: Omit<InspectionJob, 'id'>): Promise<JobResult>;
  /** Ends the threads. Jobs under way end with an error. */
  close(): Promise<void>;
};

/** Heap of one thread in megabytes. File contents and expanded streams lie outside it and are bounded by the limits. */
const heapMegabytes = 128;
/** A thread is replaced after this many documents, so that nothing a library keeps can pile up. */
const documentsPerThread = 500;

type Thread = { worker: Worker; ready: Promise<void>; served: number; gone: boolean };
type Broken = { broke: unknown };

/**
 * Starts with no thread; the first document starts one, and it stays warm for the next.
 * An idle thread does not keep the process alive.
 */
export function createInspector(options: { threads?: number } = {}): Inspector {
  const idle: Thread[] = [];
  const busy = new Set<Thread>();
  const waiting: { resolve: (thread: Thread) => void; reject: (error: Error) => void }[] = [];
  let threads = 0;
  let nextId = 0;
  let closed = false;

  const start = (): Thread => {
    threads += 1;
    return startThread();
  };

  const take = (): Thread | Promise<Thread> => {
    for (let free = idle.pop(); free !== undefined; free = idle.pop()) {
      if (!free.gone) return free;
      threads -= 1;
    }
    if (threads < (options.threads ?? 1)) return start();
    return new Promise((resolve, reject) => waiting.push({ resolve, reject }));
  };

  const release = (thread: Thread): void => {
    const next = waiting.shift();
    if (next !== undefined) next.resolve(thread);
    else idle.push(thread);
  };

  const discard = async (thread: Thread): Promise<void> => {
    await thread.worker.terminate();
    threads -= 1;
    if (!closed && waiting.length > 0) release(start());
  };

  const runOnce = async (job: Omit<InspectionJob, 'id'>): Promise<JobAnswer | Broken | 'ended'> => {
    const thread = await take();
    busy.add(thread);
    thread.worker.ref();
    nextId += 1;
    let usable = false;
    try {
      await thread.ready;
      const answer = await ask(thread.worker, { ...job, id: nextId });
      usable = answer !== 'ended' && !('broke' in answer);
      return answer;
    } finally {
      thread.worker.unref();
      busy.delete(thread);
      thread.served += 1;
      if (usable && !closed && thread.served < documentsPerThread) release(thread);
      else await discard(thread);
    }
  };

  return {
    warm() {
      if (!closed && threads === 0) idle.push(start());
    },
    async run(job) {
      if (closed) throw new Error('The inspector is closed.');
      let answer = await runOnce(job);
      // What the document before left behind may have ended the thread; what this one does it does again.
      if (answer !== 'ended' && 'broke' in answer) answer = await runOnce(job);
      if (answer === 'ended') return { outcome: 'refused', reasons: [{ code: 'too_complex' }], facts: {} };
      if ('broke' in answer) return brokenBy(job, answer.broke);
      if ('fault' in answer) throw new Error(`Inspection failed: ${answer.fault}`);
      return answer.result;
    },
    async close() {
      closed = true;
      for (const { reject } of waiting.splice(0)) reject(new Error('The inspector is closed.'));
      await Promise.all([...idle, ...busy].map(({ worker }) => worker.terminate()));
    },
  };
}

/** What a parser throws where nobody waits for it ends the thread; it is the document's doing all the same. */
function brokenBy(job: Omit<InspectionJob, 'id'>, error: unknown): JobResult {
  const at = job.format === 'pdf' ? 'page_content' : 'package_part';
  return { outcome: 'refused', reasons: [{ code: 'damaged', at }], facts: {}, detail: String(error), unexpected: true };
}

/** @returns `ended` when the thread had to be ended, or ended itself for want of memory; `broke` with what ended it. */
function ask(worker: Worker, job: InspectionJob): Promise<JobAnswer | Broken | 'ended'> {
  return new Promise((resolve, reject) => {
    const settle = (act: () => void): void => {
      clearTimeout(timer);
      worker.off('message', onMessage);
      worker.off('error', onError);
      worker.off('exit', onExit);
      act();
    };
    const onMessage = (answer: JobAnswer | JobProgress): void => {
      if (answer.id !== job.id) return;
      if ('progress' in answer) {
        clearTimeout(timer);
        arm(Math.min(nextShare * job.time, started + job.time - performance.now()));
      } else settle(() => resolve(answer));
    };
    const onError = (error: unknown): void => {
      const outOfMemory = error instanceof Error && 'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY';
      settle(() => resolve(outOfMemory ? 'ended' : { broke: error }));
    };
    const onExit = (): void => settle(() => reject(new Error('The inspection thread has ended.')));
    const isStarved = watchProgress(worker);
    const started = performance.now();
    let extensions = 0;
    let timer: NodeJS.Timeout | undefined;
    const arm = (time: number): void => {
      timer = setTimeout(() => {
        if (extensions >= mostExtensions || !isStarved()) return settle(() => resolve('ended'));
        extensions += 1;
        arm(firstShare * job.time);
      }, time);
    };
    arm(firstShare * job.time);
    worker.on('message', onMessage);
    worker.on('error', onError);
    worker.on('exit', onExit);
    worker.postMessage(job);
  });
}

/**
 * Parts of a document's time within which its answer, or its first page, must have come, and each further page after the
 * one before: a reader that hangs is ended well before the whole time is over.
 */
const firstShare = 0.45;
const nextShare = 0.3;
/** On a machine that others keep busy, a document gets up to this many times its first part again. */
const mostExtensions = 2;

/**
 * Tells a thread that hardly got to run from one that ran all the time, or waits for something that never comes.
 * @returns whether since the last call the thread wanted to work but the process got less than half a processor
 */
function watchProgress(worker: Worker): () => boolean {
  let since = { at: performance.now(), cpu: process.cpuUsage(), loop: worker.performance.eventLoopUtilization() };
  return () => {
    const elapsed = performance.now() - since.at;
    const { user, system } = process.cpuUsage(since.cpu);
    const { utilization } = worker.performance.eventLoopUtilization(since.loop);
    since = { at: performance.now(), cpu: process.cpuUsage(), loop: worker.performance.eventLoopUtilization() };
    return utilization > 0.5 && (user + system) / 1000 < elapsed / 2;
  };
}

function startThread(): Thread {
  const worker = new Worker(workerModule(), {
    workerData: workerRole,
    execArgv: [],
    resourceLimits: { maxOldGenerationSizeMb: heapMegabytes, maxYoungGenerationSizeMb: 32, stackSizeMb: 4 },
  });
  const ready = new Promise<void>((resolve, reject) => {
    worker.once('message', () => resolve());
    worker.once('error', reject);
  });
  // Whoever waits for the thread sees the failure; nobody may be waiting yet.
  ready.catch(() => {});
  const thread: Thread = { worker, ready, served: 0, gone: false };
  // An error that nobody waits for must not end the process: the thread is just not used again.
  worker.on('error', () => {});
  worker.once('exit', () => {
    thread.gone = true;
  });
  worker.unref();
  return thread;
}

/** Beside a bundle lies the bundled worker; in the source tree it is TypeScript, which needs the loader that we run by. */
function workerModule(): URL {
  const bundled = new URL('./inspection-worker.mjs', import.meta.url);
  if (existsSync(bundled)) return bundled;
  const source = new URL('./inspection-worker.ts', import.meta.url);
  if (!existsSync(source)) throw new Error('inspection-worker.mjs must lie beside the bundle that inspects documents.');
  const loader = pathToFileURL(
    createRequire(import.meta.url)
      .resolve('tsx/esm/api')
      .replace(/\.cjs$/, '.mjs'),
  );
  const start = `import { register } from '${loader.href}'; register(); await import('${source.href}');`;
  return new URL(`data:text/javascript,${encodeURIComponent(start)}`);
}
