import type { Context } from 'hono';
import type { JSX } from 'hono/jsx/jsx-runtime';
import type { ContentfulStatusCode } from 'hono/utils/http-status';

/** A page as the answer to a request. */
export const respond = (c: Context, page: JSX.Element, status: ContentfulStatusCode = 200): Response => {
  return c.html(`<!doctype html>${page.toString()}`, status);
};
