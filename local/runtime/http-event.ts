import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import * as z from 'zod';

/** An event of an HTTP API, payload format 2.0. */
export type HttpEvent = {
  version: '2.0';
  routeKey: string;
  rawPath: string;
  rawQueryString: string;
  cookies?: string[];
  headers: Record<string, string>;
  queryStringParameters?: Record<string, string>;
  pathParameters?: Record<string, string>;
  body?: string;
  isBase64Encoded: boolean;
  requestContext: {
    accountId: string;
    apiId: string;
    domainName: string;
    domainPrefix: string;
    http: { method: string; path: string; protocol: string; sourceIp: string; userAgent: string };
    requestId: string;
    routeKey: string;
    stage: string;
    time: string;
    timeEpoch: number;
  };
};

export type HttpAnswer = {
  statusCode: number;
  headers: Record<string, string>;
  cookies: readonly string[];
  body: Buffer;
};

type Circumstances = {
  routeKey: string;
  pathParameters: Readonly<Record<string, string>>;
  body: Buffer;
  accountId: string;
  now: Date;
};

/** API Gateway hands over these as text, and everything else (forms, too, and bodies of no stated type) as base64. */
const textTypes = /^(text\/.*|application\/(json|xml|javascript))$/;

/** Turns a request into the event that API Gateway would make of it. */
export function toHttpEvent(request: IncomingMessage, circumstances: Circumstances): HttpEvent {
  const { path, query } = splitTarget(request);
  const { cookie, ...headers } = joinHeaders(request);
  const host = headers['host'] ?? '';
  const contentType = (headers['content-type'] ?? '').split(';')[0]?.trim().toLowerCase() ?? '';
  const isText = textTypes.test(contentType);
  const { body, routeKey, now } = circumstances;
  const rawPath = decoded(path);
  const parameters = queryParameters(query);
  return {
    version: '2.0',
    routeKey,
    rawPath,
    rawQueryString: query,
    ...(cookie === undefined ? {} : { cookies: cookie.split(';').map((one) => one.trim()) }),
    headers: {
      ...headers,
      'x-forwarded-for': request.socket.remoteAddress ?? '',
      'x-forwarded-port': host.split(':')[1] ?? '80',
      'x-forwarded-proto': 'http',
    },
    ...(Object.keys(parameters).length === 0 ? {} : { queryStringParameters: parameters }),
    ...(Object.keys(circumstances.pathParameters).length === 0
      ? {}
      : { pathParameters: { ...circumstances.pathParameters } }),
    ...(body.length === 0 ? {} : { body: body.toString(isText ? 'utf8' : 'base64') }),
    isBase64Encoded: body.length > 0 && !isText,
    requestContext: {
      accountId: circumstances.accountId,
      apiId: 'local',
      domainName: host,
      domainPrefix: 'local',
      http: {
        method: request.method ?? 'GET',
        path: rawPath,
        protocol: `HTTP/${request.httpVersion}`,
        sourceIp: request.socket.remoteAddress ?? '',
        userAgent: headers['user-agent'] ?? '',
      },
      requestId: randomUUID(),
      routeKey,
      stage: '$default',
      time: commonLogTime(now),
      timeEpoch: now.getTime(),
    },
  };
}

const answerSchema = z.object({
  statusCode: z.coerce.number().int().min(100).max(599),
  headers: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()]).transform(String)).nullish(),
  cookies: z.array(z.string()).nullish(),
  body: z.string().nullish(),
  isBase64Encoded: z.boolean().nullish(),
});

/** Lambda refuses a longer answer; API Gateway then reports a fault of the service. */
const longestAnswer = 6 * 1024 * 1024;

/**
 * Turns what a function answered into a response, as API Gateway reads payload format 2.0: an answer without a status code
 * is itself the body, as JSON.
 */
export function fromHttpAnswer(answer: unknown): HttpAnswer {
  if (Buffer.byteLength(JSON.stringify(answer) ?? '') > longestAnswer) return internalServerError;
  if (typeof answer !== 'object' || answer === null || !('statusCode' in answer)) {
    const body = typeof answer === 'string' ? answer : JSON.stringify(answer);
    return { statusCode: 200, headers: { 'content-type': 'application/json' }, cookies: [], body: Buffer.from(body) };
  }
  const parsed = answerSchema.safeParse(answer);
  if (!parsed.success) return internalServerError;
  const { statusCode, headers, cookies, body, isBase64Encoded } = parsed.data;
  return {
    statusCode,
    headers: headers ?? {},
    cookies: cookies ?? [],
    body: Buffer.from(body ?? '', isBase64Encoded === true ? 'base64' : 'utf8'),
  };
}

/** What API Gateway itself answers, in its own form. */
export function gatewayMessage(statusCode: number, message: string): HttpAnswer {
  return {
    statusCode,
    headers: { 'content-type': 'application/json' },
    cookies: [],
    body: Buffer.from(JSON.stringify({ message })),
  };
}

export const internalServerError: HttpAnswer = gatewayMessage(500, 'Internal Server Error');

/** The form of access logs: 09/Mar/2018:10:54:00 +0000. */
function commonLogTime(now: Date): string {
  const [, day, month, year, time] = /^\w+, (\d+) (\w+) (\d+) (\S+)/.exec(now.toUTCString()) ?? [];
  return `${day}/${month}/${year}:${time} +0000`;
}

function splitTarget(request: IncomingMessage): { path: string; query: string } {
  const target = request.url ?? '/';
  const mark = target.indexOf('?');
  return mark === -1 ? { path: target, query: '' } : { path: target.slice(0, mark), query: target.slice(mark + 1) };
}

/** The path reaches functions percent-decoded, unlike the query string. */
function decoded(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}

/** Headers by lower-case name; what came several times is joined. */
function joinHeaders(request: IncomingMessage): Record<string, string> {
  const headers: Record<string, string> = {};
  for (let at = 0; at + 1 < request.rawHeaders.length; at += 2) {
    const name = (request.rawHeaders[at] ?? '').toLowerCase();
    const value = request.rawHeaders[at + 1] ?? '';
    const separator = name === 'cookie' ? ';' : ',';
    headers[name] = headers[name] === undefined ? value : `${headers[name]}${separator}${value}`;
  }
  return headers;
}

function queryParameters(query: string): Record<string, string> {
  const parameters: Record<string, string> = {};
  for (const [name, value] of new URLSearchParams(query)) {
    parameters[name] = parameters[name] === undefined ? value : `${parameters[name]},${value}`;
  }
  return parameters;
}
