import { registerHooks } from 'node:module';

/** The packages of the gateway that a plugin imports, wherever plugin and gateway are installed. */
const SHARED = new Map(
  ['provider-kit', 'protocol'].map((lib) => [
    `messages-gateway/${lib}`,
    new URL(`../../../libs/${lib}/src/index.js`, import.meta.url).href,
  ]),
);

let shared = false;

/**
 * Lets plugins import this gateway's own kit and RxJS. A manifest is found by a key that is created when the kit is
 * loaded: a plugin with its own copy of the kit would seem to have no manifest.
 */
export function shareKit(): void {
  if (shared) return;
  shared = true;
  registerHooks({
    resolve: (specifier, context, next) => {
      const own = SHARED.get(specifier);
      if (own !== undefined) return next(own, context);
      return next(specifier, specifier === 'rxjs' ? { ...context, parentURL: import.meta.url } : context);
    },
  });
}
