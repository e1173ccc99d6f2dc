import type { Context, Handler, Hono } from 'hono';

export interface Methods {
  readonly GET?: Handler;
  readonly POST?: Handler;
}

/**
 * Serves a path by the given methods. HEAD answers like GET, OPTIONS names what there is and does nothing,
 * any other method is refused with the same list.
 */
export const serve = (
  app: Hono,
  path: string,
  methods: Methods,
  refuseMethod: (c: Context) => Response | Promise<Response>,
): void => {
  const allow = [methods.GET ? 'GET, HEAD' : undefined, methods.POST ? 'POST' : undefined, 'OPTIONS']
    .filter((name) => name !== undefined)
    .join(', ');
  if (methods.GET) app.get(path, methods.GET);
  if (methods.POST) app.post(path, methods.POST);
  app.options(path, (c) => c.body(null, 204, { Allow: allow }));
  app.all(path, async (c) => {
    const response = await refuseMethod(c);
    response.headers.set('Allow', allow);
    return response;
  });
};
