import { describe, expect, it } from 'vitest';
import { fromHttpAnswer } from '../../../local/runtime/http-event.ts';
import { findRoute } from '../../../local/runtime/routes.ts';

const routes = ['$default', 'GET /a/{id}', 'ANY /a/{rest+}', 'POST /a/b', 'ANY /a/b'].map((routeKey) => ({
  routeKey,
  functionName: 'web',
}));

describe('a route of the HTTP API', () => {
  it.each([
    ['POST', '/a/b', 'POST /a/b', {}],
    ['GET', '/a/b', 'ANY /a/b', {}],
    ['GET', '/a/x', 'GET /a/{id}', { id: 'x' }],
    ['PUT', '/a/x', 'ANY /a/{rest+}', { rest: 'x' }],
    ['GET', '/a/x/y', 'ANY /a/{rest+}', { rest: 'x/y' }],
    ['GET', '/a', '$default', {}],
    ['GET', '/', '$default', {}],
  ])('is the most particular one: %s %s goes to %s', (method, path, routeKey, pathParameters) => {
    expect(findRoute(routes, method, path)).toMatchObject({ route: { routeKey }, pathParameters });
  });

  it('is none when nothing fits and there is no default', () => {
    expect(findRoute([{ routeKey: 'GET /a', functionName: 'web' }], 'GET', '/b')).toBeUndefined();
  });
});

describe('the answer of a function', () => {
  it('without a status code is itself the body', () => {
    const answer = fromHttpAnswer({ hello: 'world' });
    expect(answer).toMatchObject({ statusCode: 200, headers: { 'content-type': 'application/json' } });
    expect(answer.body.toString()).toBe('{"hello":"world"}');
  });

  it.each([
    ['has no valid status code', { statusCode: 'soon' }],
    ['is longer than Lambda lets through', { statusCode: 200, body: 'x'.repeat(6 * 1024 * 1024) }],
  ])('is a fault of the service when it %s', (_what, answer) => {
    expect(fromHttpAnswer(answer).statusCode).toBe(500);
  });
});
