/** The engine in a process of its own, for tests that measure it or kill it. Talks to its parent over IPC. */

import { startS3 } from '../../../../local/engines/s3/start-s3.ts';
import { BUCKET, CREDENTIALS, REGION } from './constants.ts';

const [folder, receiver] = process.argv.slice(2);
if (folder === undefined) throw new Error('The folder is missing.');
const engine = await startS3({
  folder,
  buckets: [{ name: BUCKET }],
  credentials: CREDENTIALS,
  region: REGION,
  ...(receiver === 'never-done' ? { onObjectCreated: () => new Promise<void>(() => undefined) } : {}),
});
process.on('message', () => process.send?.({ kind: 'memory', bytes: process.memoryUsage.rss() }));
process.send?.({ kind: 'ready', endpoint: engine.endpoint });
