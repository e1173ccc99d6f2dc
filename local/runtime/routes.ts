import type { RouteModel } from '../template/model.ts';

export type RouteMatch = { route: RouteModel; pathParameters: Record<string, string> };

/**
 * Finds the route of an HTTP API for a request: an exact path before one with `{name}`, that before one with `{name+}`, and
 * `$default` last; among those a named method before ANY.
 */
export function findRoute(routes: readonly RouteModel[], method: string, path: string): RouteMatch | undefined {
  const matches = routes.flatMap((route) => {
    if (route.routeKey === '$default') return [{ route, pathParameters: {}, weight: 0 }];
    const [routeMethod, template] = route.routeKey.split(' ');
    if (template === undefined || (routeMethod !== 'ANY' && routeMethod !== method)) return [];
    const pathParameters = matchPath(template, path);
    if (pathParameters === undefined) return [];
    const shape = template.includes('+}') ? 1 : template.includes('{') ? 2 : 3;
    return [{ route, pathParameters, weight: shape * 2 + (routeMethod === 'ANY' ? 0 : 1) }];
  });
  return matches.sort((one, other) => other.weight - one.weight)[0];
}

function matchPath(template: string, path: string): Record<string, string> | undefined {
  const parameters: Record<string, string> = {};
  const wanted = template.split('/');
  const given = path.split('/');
  for (const [at, part] of wanted.entries()) {
    const [, name, rest] = /^\{([^}+]+)(\+?)\}$/.exec(part) ?? [];
    if (name !== undefined && rest === '+') {
      const remaining = given.slice(at).join('/');
      if (remaining === '') return undefined;
      parameters[name] = remaining;
      return parameters;
    }
    const value = given[at];
    if (value === undefined) return undefined;
    if (name !== undefined && value !== '') parameters[name] = value;
    else if (part !== value) return undefined;
  }
  return given.length === wanted.length ? parameters : undefined;
}
