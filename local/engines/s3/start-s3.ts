/**
 * A small S3 for local runs only.
 *
 * It listens on 127.0.0.1, keeps its data in one folder, and speaks the part of S3's REST protocol that this project
 * uses, refusing what S3 refuses: wrong or expired signatures, headers that were not signed, other bytes than were
 * promised, a second write under `If-None-Match`. It is not a replacement for S3: one pair of credentials, no policies,
 * no access control, no encryption, no multipart uploads, no lifecycle. Everything it does not know it refuses with
 * NotImplemented. Never put it on a network.
 *
 * One process at a time may use a folder.
 */

import { createServer } from 'node:http';
import { resolve } from 'node:path';
import type { Duplex } from 'node:stream';
import { type CorsRule, corsRuleFor } from './cors.ts';
import { type Engine, handleRequest, newRequestId } from './handle-request.ts';
import type { ObjectCreatedReceiver } from './object-created.ts';
import { refuse } from './refusal.ts';
import { refusalDocument } from './respond.ts';
import { type Credentials, createVerifier } from './signature.ts';
import { openStore } from './store.ts';

export type { ObjectCreatedEvent } from './object-created.ts';

type BucketOptions = {
  readonly name: string;
  readonly versioned?: boolean;
  /** Shorthand: these origins may GET, HEAD and PUT with any header and read the ETag. */
  readonly corsOrigins?: readonly string[];
  /** Full rules, tried in order after the shorthand's. */
  readonly corsRules?: readonly CorsRule[];
};

export type S3Options = {
  /** Where everything is kept; made when new. Buckets found there but not named in `buckets` are left alone, unserved. */
  readonly folder: string;
  /** 0, the default, lets the operating system choose. */
  readonly port?: number;
  readonly buckets: readonly BucketOptions[];
  readonly credentials: Credentials;
  readonly region: string;
  /** The engine's time: for expiry, skew, Last-Modified, event times and the Date header. Real time by default. */
  readonly clock?: () => Date;
  /**
   * Told of every new object after it is durable and before the writer is answered. An event whose receiver throws,
   * rejects or is killed before it is done is sent again, with the same id, as soon as the next start has returned: at
   * least once, as EventBridge delivers.
   */
  readonly onObjectCreated?: ObjectCreatedReceiver;
  /** Told of faults of the engine or of the receiver; writes them to standard error by default. */
  readonly onFault?: (fault: unknown) => void;
};

export type RunningS3 = {
  /** For `AWS_ENDPOINT_URL_S3`; SDK clients address it path-style because it is an IP address. */
  readonly endpoint: string;
  readonly port: number;
  /** Replaces the cross-origin rules of a bucket until the next start, when `buckets` counts again. */
  setCors(bucket: string, rules: readonly CorsRule[]): void;
  /** Cuts every connection, waits until nothing is written any more, and frees the port. */
  stop(): Promise<void>;
};

/** Idle connections outlive any pause of an SDK client, which would otherwise meet them half closed. Milliseconds. */
const KEEP_ALIVE_MS = 75_000;

/** Answers what is no HTTP request, or stops before its body is complete. */
function answerBrokenConnection(error: Error, socket: Duplex): void {
  if (!socket.writable) {
    socket.destroy();
    return;
  }
  const code = 'code' in error ? error.code : undefined;
  const refusal =
    code === 'HPE_INVALID_EOF_STATE'
      ? refuse('IncompleteBody', 'The request body terminated unexpectedly')
      : refuse('BadRequest', 'An error occurred when parsing the HTTP request.');
  const body = refusalDocument(refusal, newRequestId(), '/');
  const head = [
    `HTTP/1.1 ${refusal.status} Bad Request`,
    'Content-Type: application/xml',
    `Content-Length: ${Buffer.byteLength(body)}`,
    'Connection: close',
  ];
  socket.end(`${head.join('\r\n')}\r\n\r\n${body}`);
}

/**
 * Starts the engine. Rejects when the folder is damaged or not writable, the port is taken, or a bucket's name is not
 * one S3 allows.
 */
export async function startS3(options: S3Options): Promise<RunningS3> {
  const { buckets, region, onObjectCreated } = options;
  const folder = resolve(options.folder);
  const clock = options.clock ?? (() => new Date());
  const onFault = options.onFault ?? ((fault: unknown) => console.error('Local S3:', fault));
  const cors = new Map<string, readonly CorsRule[]>(
    buckets.map(({ name, corsOrigins, corsRules }) => [
      name,
      [...(corsOrigins === undefined ? [] : [corsRuleFor(corsOrigins)]), ...(corsRules ?? [])],
    ]),
  );
  const store = await openStore({ folder, buckets, region, clock, onObjectCreated, onFault });
  const engine: Engine = {
    store,
    verify: createVerifier(options.credentials, region),
    clock,
    corsRules: (bucket) => cors.get(bucket) ?? [],
    onFault,
  };

  const underWay = new Set<Promise<void>>();
  const track = (task: Promise<void>): void => {
    underWay.add(task);
    void task.finally(() => underWay.delete(task));
  };
  const server = createServer({ keepAliveTimeout: KEEP_ALIVE_MS }, (message, response) =>
    track(handleRequest(engine, message, response, false)),
  );
  server.on('checkContinue', (message, response) => track(handleRequest(engine, message, response, true)));
  server.on('clientError', answerBrokenConnection);
  await new Promise<void>((listening, failed) => {
    server.once('error', failed).listen(options.port ?? 0, '127.0.0.1', listening);
  });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The local S3 engine has no port.');
  const { port } = address;
  // Not before the caller holds the engine: receivers may need its endpoint.
  track(new Promise(setImmediate).then(store.resendEvents).catch(onFault));

  return {
    endpoint: `http://127.0.0.1:${port}`,
    port,
    setCors(bucket, rules) {
      if (!cors.has(bucket)) throw new Error(`The local S3 engine has no bucket "${bucket}".`);
      cors.set(bucket, rules);
    },
    async stop() {
      const closed = new Promise<void>((done) => server.close(() => done()));
      server.closeAllConnections();
      await Promise.allSettled(underWay);
      await closed;
    },
  };
}
