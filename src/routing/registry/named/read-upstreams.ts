import type { Environment } from '../../../config/environment.types.js';
import { type DeclaredUpstream, UpstreamReader } from './upstream-reader.js';

export interface DeclaredUpstreams {
  /** In the order of their names. */
  readonly upstreams: readonly DeclaredUpstream[];
  readonly mistakes: readonly string[];
}

/**
 * The upstreams that an environment declares: `UPSTREAM_<NAME>=kind` and `UPSTREAM_<NAME>_<SUFFIX>=…`. The prefix
 * belongs to the gateway alone, so any other variable with it is a mistake. No mistake quotes a value: it may be a
 * key.
 *
 * @param kinds the names of plugins, each with the suffixes that it knows
 * @param foreign variables that only look like these
 */
export function readUpstreams(
  environment: Environment,
  kinds: ReadonlyMap<string, readonly string[]>,
  foreign: ReadonlySet<string>,
): DeclaredUpstreams {
  const reader = new UpstreamReader(kinds);
  const mistakes = Object.entries(environment)
    .flatMap(([variable, value]) =>
      value === undefined || !variable.startsWith('UPSTREAM_') || foreign.has(variable) ? [] : [{ variable, value }],
    )
    // The shortest first, so that an upstream is known before its settings.
    .sort((a, b) => a.variable.length - b.variable.length || (a.variable < b.variable ? -1 : 1))
    .flatMap(({ variable, value }) => {
      const mistake = reader.read(variable, value);
      return mistake === undefined ? [] : [`${variable}: ${mistake}`];
    });
  return { upstreams: reader.upstreams, mistakes };
}
