import { registerHooks } from 'node:module';

/** What a plugin imports of the gateway, wherever the plugin lies and however the gateway was installed. */
const SHARED = new Map(
  ['provider-kit', 'protocol'].map((lib) => [
    `messages-gateway/${lib}`,
    new URL(`../../../libs/${lib}/src/index.js`, import.meta.url).href,
  ]),
);

let shared = false;

/**
 * Lets plugins import this gateway's own kit and RxJS. A card is known by a key that is made when the kit is loaded:
 * a plugin with a copy of the kit would seem to have none.
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
