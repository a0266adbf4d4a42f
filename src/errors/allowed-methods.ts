import type { Application } from 'express';

/** The methods that Express knows for a path, as the `allow` header lists them; none: there is no such path. */
export function allowedMethods(app: Application, path: string): readonly string[] {
  const methods = new Set<string>();
  for (const { route } of app.router.stack) {
    if (route === undefined || !toPattern(route.path).test(path)) continue;
    for (const { method } of route.stack) methods.add(method.toUpperCase());
  }
  // Express answers HEAD wherever it answers GET.
  return methods.has('GET') ? [...methods.add('HEAD')] : [...methods];
}

/** The routes of this gateway have no more to them than `:parameters`. */
function toPattern(path: string): RegExp {
  return new RegExp(`^${path.replace(/:\w+/g, '[^/]+')}/?$`, 'i');
}
