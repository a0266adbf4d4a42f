import { digest } from '../digest.js';
import type { Traits } from './traits.types.js';

/** Tool names of one request, mapped in both directions. */
export interface NameMap {
  /** The upstream's name of a tool that the client calls `name`. */
  toUpstream(name: string): string;
  /** The client's name of a tool; an unknown name is returned unchanged, and the client reports "no such tool". */
  toClient(name: string): string;
  /** Whether any name had to change. */
  readonly changed: boolean;
}

/**
 * Fits tool names into the upstream's rules, the same way every time: foreign characters become `_`, long names keep
 * their beginning and a hash. Names that would coincide all take the hashed form.
 */
export function nameMap(names: Iterable<string>, rule: Traits['toolName']): NameMap {
  const hashed = (name: string): string => `${legal(name, rule).slice(0, rule.keep)}_${digest(name, 8)}`;
  const fitted = (name: string): string => {
    const clean = legal(name, rule);
    return clean.length > rule.max ? hashed(name) : clean;
  };
  const takers = new Map<string, Set<string>>();
  for (const name of names) {
    const fit = fitted(name);
    takers.set(fit, (takers.get(fit) ?? new Set()).add(name));
  }
  const there = new Map<string, string>();
  const back = new Map<string, string>();
  for (const [fit, wanted] of takers) {
    for (const name of wanted) {
      const given = wanted.size > 1 ? hashed(name) : fit;
      there.set(name, given);
      back.set(given, name);
    }
  }
  return {
    toUpstream: (name) => there.get(name) ?? fitted(name),
    toClient: (name) => back.get(name) ?? name,
    changed: [...there].some(([name, given]) => name !== given),
  };
}

function legal(name: string, { foreign, badStart }: Traits['toolName']): string {
  const clean = name.replace(foreign, '_');
  return badStart?.test(clean) ? `_${clean}` : clean;
}
