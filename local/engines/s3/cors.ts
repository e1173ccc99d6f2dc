/** Cross-origin rules of a bucket, decided as "How does Amazon S3 evaluate the CORS configuration on a bucket?" says. */

import { type Refusal, refuse } from './refusal.ts';
import type { S3Request } from './request.ts';

/** One rule; origins and headers may hold one `*` each. */
export type CorsRule = {
  readonly allowedOrigins: readonly string[];
  readonly allowedMethods: readonly string[];
  readonly allowedHeaders: readonly string[];
  readonly exposeHeaders: readonly string[];
  readonly maxAgeSeconds?: number;
};

/** The rule for browsers that upload and download: these origins, any header, ETag readable. */
export function corsRuleFor(origins: readonly string[]): CorsRule {
  return {
    allowedOrigins: origins,
    allowedMethods: ['GET', 'HEAD', 'PUT'],
    allowedHeaders: ['*'],
    exposeHeaders: ['ETag'],
    maxAgeSeconds: 3000,
  };
}

function matches(pattern: string, text: string): boolean {
  const star = pattern.indexOf('*');
  if (star < 0) return pattern === text;
  const [before, after] = [pattern.slice(0, star), pattern.slice(star + 1)];
  return text.length >= before.length + after.length && text.startsWith(before) && text.endsWith(after);
}

function findRule(
  rules: readonly CorsRule[],
  origin: string,
  method: string,
  requestHeaders: readonly string[],
): CorsRule | undefined {
  return rules.find(
    (rule) =>
      rule.allowedOrigins.some((pattern) => matches(pattern, origin)) &&
      rule.allowedMethods.includes(method) &&
      requestHeaders.every((header) => rule.allowedHeaders.some((pattern) => matches(pattern.toLowerCase(), header))),
  );
}

function headersOf(rule: CorsRule, origin: string): Record<string, string> {
  const anyone = rule.allowedOrigins.includes('*');
  return {
    'Access-Control-Allow-Origin': anyone ? '*' : origin,
    'Access-Control-Allow-Methods': rule.allowedMethods.join(', '),
    ...(rule.exposeHeaders.length === 0 ? {} : { 'Access-Control-Expose-Headers': rule.exposeHeaders.join(', ') }),
    ...(anyone ? {} : { 'Access-Control-Allow-Credentials': 'true' }),
    Vary: 'Origin, Access-Control-Request-Headers, Access-Control-Request-Method',
  };
}

/** Headers for the answer to an actual request; none when it is same-origin or no rule allows it. */
export function corsHeaders(rules: readonly CorsRule[], request: S3Request): Record<string, string> {
  const origin = request.headers.get('origin');
  if (origin === undefined) return {};
  const rule = findRule(rules, origin, request.method, []);
  return rule === undefined ? {} : headersOf(rule, origin);
}

/** Answers a preflight with the headers to send, or refuses it. */
export function answerPreflight(rules: readonly CorsRule[], request: S3Request): Record<string, string> | Refusal {
  const origin = request.headers.get('origin');
  const method = request.headers.get('access-control-request-method');
  if (origin === undefined) return refuse('BadRequest', 'Insufficient information. Origin request header needed.');
  if (method === undefined) return refuse('BadRequest', 'Invalid Access-Control-Request-Method: null');
  if (rules.length === 0) return refuse('AccessForbidden', 'CORSResponse: CORS is not enabled for this bucket.');
  const asked = (request.headers.get('access-control-request-headers') ?? '')
    .split(',')
    .map((name) => name.trim().toLowerCase())
    .filter((name) => name !== '');
  const rule = findRule(rules, origin, method, asked);
  if (rule === undefined) {
    return refuse(
      'AccessForbidden',
      'CORSResponse: This CORS request is not allowed: Origin, Access-Control-Request-Method or Access-Control-Request-Headers match no rule of the bucket.',
      { Method: method, ResourceType: 'OBJECT' },
    );
  }
  return {
    ...headersOf(rule, origin),
    ...(asked.length === 0 ? {} : { 'Access-Control-Allow-Headers': asked.join(', ') }),
    ...(rule.maxAgeSeconds === undefined ? {} : { 'Access-Control-Max-Age': String(rule.maxAgeSeconds) }),
  };
}
