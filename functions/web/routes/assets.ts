import type { Context, Hono } from 'hono';
import { findAsset } from '../assets.ts';
import { serve } from '../http/method-table.ts';
import { problem } from '../problems.tsx';
import type { WebSurroundings } from '../surroundings.ts';

/** Style, script and icon, for good: a new content has a new address. */
export const assetRoutes = (app: Hono, web: WebSurroundings): void => {
  const show = (c: Context): Response | Promise<Response> => {
    const asset = findAsset(c.req.path);
    return asset
      ? c.body(asset.body, 200, {
          'Content-Type': asset.contentType,
          'Cache-Control': 'public, max-age=31536000, immutable',
        })
      : problem(c, web, 'not_found');
  };
  serve(app, '/assets/:name', { GET: show }, (c) => problem(c, web, 'method'));
};
