import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { StartRefused } from '../files.ts';
import type { RouteModel } from '../template/model.ts';
import { fromHttpAnswer, gatewayMessage, type HttpAnswer, internalServerError, toHttpEvent } from './http-event.ts';
import type { Invoker } from './invoker.ts';
import type { LocalClock } from './local-clock.ts';
import { findRoute } from './routes.ts';

export type RequestHandler = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

export type LocalServer = {
  port: number;
  /** From here on requests are answered; until then they are told to wait. */
  serve(handler: RequestHandler): void;
  stop(): Promise<void>;
};

/** The longest body that API Gateway takes. */
const longestBody = 10 * 1024 * 1024;

/**
 * Opens the port of the service on 127.0.0.1, at first only to say that the run is starting.
 * @throws StartRefused when the port is taken, naming it and how to choose another
 */
export async function openServer(port: number): Promise<LocalServer> {
  let handler: RequestHandler | undefined;
  let stopped: Promise<void> | undefined;
  const server = createServer((request, response) => {
    const served = handler === undefined ? answerNotReady(response) : handler(request, response);
    served.catch(() => {
      if (response.headersSent) response.destroy();
      else send(response, internalServerError, request.method);
    });
  });
  await listen(server, port);
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The server has no port');
  return {
    port: address.port,
    serve(next) {
      handler = next;
    },
    stop() {
      stopped ??= close(server);
      return stopped;
    },
  };
}

function close(server: Server): Promise<void> {
  return new Promise((resolve) => {
    // A browser may hold a connection open for minutes.
    const patience = setTimeout(() => server.closeAllConnections(), 1_000);
    server.close(() => {
      clearTimeout(patience);
      resolve();
    });
    server.closeIdleConnections();
  });
}

function listen(server: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', (error) => {
      const code = 'code' in error ? error.code : undefined;
      if (code === 'EADDRINUSE' || code === 'EACCES') {
        const problem = code === 'EADDRINUSE' ? 'is in use by another program' : 'may not be opened by this user';
        reject(
          new StartRefused(
            `Port ${port} of 127.0.0.1 ${problem}. Choose another: npm start -- --port 8701   (or PORT=8701 npm start)`,
          ),
        );
      } else reject(error);
    });
    server.listen(port, '127.0.0.1', resolve);
  });
}

async function answerNotReady(response: ServerResponse): Promise<void> {
  response
    .writeHead(503, { 'content-type': 'application/json', 'retry-after': '1' })
    .end('{"message":"The local run is starting"}');
}

type Api = {
  routes: readonly RouteModel[];
  invoker: Pick<Invoker, 'call'>;
  clock: Pick<LocalClock, 'now'>;
  accountId: string;
};

/** Serves the routes of the HTTP API, with the limits and the messages of API Gateway. */
export function serveApi(api: Api): RequestHandler {
  return async (request, response) => {
    const answer = await answerOf(request, api);
    send(response, answer, request.method);
  };
}

async function answerOf(request: IncomingMessage, api: Api): Promise<HttpAnswer> {
  const path = (request.url ?? '/').split('?')[0] ?? '/';
  const found = findRoute(api.routes, request.method ?? 'GET', path);
  if (found === undefined) {
    request.resume();
    return gatewayMessage(404, 'Not Found');
  }
  const body = await readBody(request, longestBody);
  if (body === undefined) return gatewayMessage(413, 'Request Entity Too Large');
  const { route, pathParameters } = found;
  const circumstances = {
    routeKey: route.routeKey,
    pathParameters,
    body,
    accountId: api.accountId,
    now: api.clock.now(),
  };
  try {
    return fromHttpAnswer(
      await api.invoker.call(route.functionName, toHttpEvent(request, circumstances), { source: 'http' }),
    );
  } catch {
    return internalServerError;
  }
}

/** Reads a body of at most `limit` bytes; of a longer one the rest is let go by, and the answer is undefined. */
export async function readBody(request: IncomingMessage, limit: number): Promise<Buffer | undefined> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of request) {
    const bytes = Buffer.isBuffer(chunk) ? chunk : Buffer.from(String(chunk));
    length += bytes.length;
    if (length <= limit) chunks.push(bytes);
  }
  return length > limit ? undefined : Buffer.concat(chunks);
}

function send(response: ServerResponse, answer: HttpAnswer, method: string | undefined): void {
  for (const [name, value] of Object.entries(answer.headers)) response.setHeader(name, value);
  if (answer.cookies.length > 0) response.setHeader('set-cookie', [...answer.cookies]);
  const hasBody = answer.statusCode !== 204 && answer.statusCode !== 304;
  if (hasBody) response.setHeader('content-length', answer.body.length);
  response.writeHead(answer.statusCode);
  response.end(hasBody && method !== 'HEAD' ? answer.body : undefined);
}
