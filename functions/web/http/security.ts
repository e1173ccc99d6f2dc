import type { MiddlewareHandler } from 'hono';
import { secureHeaders } from 'hono/secure-headers';
import type { WebSurroundings } from '../surroundings.ts';

/**
 * Headers of every answer: nothing from elsewhere but documents from the bucket, nothing inline, never framed, no
 * address told to others. Addresses hold tokens, so no other site may learn one: `same-origin` keeps them from the
 * bucket and everybody else as well as `no-referrer` would, but leaves browsers free to write the origin on our own
 * forms. Under `no-referrer` they must write `Origin: null` instead (Fetch, "append a request Origin header"), and those
 * that send no `Sec-Fetch-Site` beside it (Safari before 16.4) could then decide and submit nothing at all.
 */
export const securityHeaders = ({ uploadOrigin }: WebSurroundings): MiddlewareHandler =>
  secureHeaders({
    contentSecurityPolicy: {
      defaultSrc: ["'none'"],
      scriptSrc: ["'self'"],
      styleSrc: ["'self'"],
      imgSrc: ["'self'", 'data:'],
      connectSrc: ["'self'", uploadOrigin],
      // A PDF in the page: our own address, which leads on to the bucket.
      frameSrc: ["'self'", uploadOrigin],
      formAction: ["'self'"],
      frameAncestors: ["'none'"],
      baseUri: ["'none'"],
    },
    strictTransportSecurity: 'max-age=63072000; includeSubDomains',
    referrerPolicy: 'same-origin',
    xFrameOptions: 'DENY',
    permissionsPolicy: { camera: [], geolocation: [], microphone: [], payment: [], usb: [] },
  });

/** Pages show what is true now and are reached by secret addresses: nobody keeps them. */
export const keepNothing: MiddlewareHandler = async (c, next) => {
  await next();
  if (!c.res.headers.has('Cache-Control')) c.res.headers.set('Cache-Control', 'no-store');
};

const readingMethods = ['GET', 'HEAD', 'OPTIONS'];

/**
 * True for a request that changes something and does not come from one of our own pages. `Sec-Fetch-Site` says where
 * the form was; browsers that do not know it write the form's origin. A request with neither, or with `Origin: null`,
 * is refused too: frames without an origin and files on a disk send it, our own pages never.
 */
export const comesFromElsewhere = (request: Request, baseUrl: string): boolean => {
  if (readingMethods.includes(request.method)) return false;
  const site = request.headers.get('sec-fetch-site');
  if (site !== null) return site !== 'same-origin';
  return request.headers.get('origin') !== new URL(baseUrl).origin;
};
