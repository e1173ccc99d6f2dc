/** The whole body of a request with which a mail program unsubscribes its reader (RFC 8058, section 3.1). */
export const isOneClick = (form: URLSearchParams): boolean => form.toString() === 'List-Unsubscribe=One-Click';

/**
 * True for a request that may be a mail provider's: to the address in the header `List-Unsubscribe`, and with nothing
 * that a browser adds. Whoever answers it must look at its body, too.
 */
export const mayBeOneClick = (request: Request): boolean =>
  request.method === 'POST' &&
  /^\/d\/[^/]+$/.test(new URL(request.url).pathname) &&
  !request.headers.has('origin') &&
  !request.headers.has('sec-fetch-site');
