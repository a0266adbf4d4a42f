/**
 * Preloaded (`node --import`), so that Node runs the TypeScript of `test/` as it stands: Node itself takes the types
 * away, this finds `x.ts` where `x.js` is imported, and the libs behind their aliases.
 */
import { existsSync } from 'node:fs';
import { registerHooks } from 'node:module';

const LIBS = new URL('../../libs/', import.meta.url);

registerHooks({
  resolve(specifier, context, next) {
    const lib = /^@gateway\/([^/]+)$/.exec(specifier)?.[1];
    if (lib) return next(new URL(`${lib}/src/index.ts`, LIBS).href, context);
    if (/^\.\.?\/.*\.js$/.test(specifier)) {
      const source = new URL(specifier.replace(/\.js$/, '.ts'), context.parentURL);
      if (existsSync(source)) return next(source.href, context);
    }
    return next(specifier, context);
  },
});
