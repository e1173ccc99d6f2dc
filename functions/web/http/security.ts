import type { MiddlewareHandler } from 'hono';
import { secureHeaders } from 'hono/secure-headers';
import type { WebSurroundings } from '../surroundings.ts';

/** Headers of every answer: nothing from elsewhere, nothing inline, never framed, no address told to others. */
export const securityHeaders = ({ uploadOrigin }: WebSurroundings): MiddlewareHandler =>
  secureHeaders({
    contentSecurityPolicy: {
      defaultSrc: ["'none'"],
      scriptSrc: ["'self'"],
      styleSrc: ["'self'"],
      imgSrc: ["'self'", 'data:'],
      connectSrc: ["'self'", uploadOrigin],
      formAction: ["'self'"],
      frameAncestors: ["'none'"],
      baseUri: ["'none'"],
    },
    strictTransportSecurity: 'max-age=63072000; includeSubDomains',
    referrerPolicy: 'no-referrer',
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
 * True for a request that changes something and does not come from one of our own pages. Pages send no referrer,
 * so browsers write `Origin: null` on their forms; `Sec-Fetch-Site` then says where the form was. A request with
 * neither is refused too: whoever writes a client of their own sends the origin.
 */
export const comesFromElsewhere = (request: Request, baseUrl: string): boolean => {
  if (readingMethods.includes(request.method)) return false;
  const site = request.headers.get('sec-fetch-site');
  if (site !== null) return site !== 'same-origin';
  return request.headers.get('origin') !== new URL(baseUrl).origin;
};
