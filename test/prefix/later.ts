import type { FamilyRule } from '../kit/upstreams/families/family-rules.js';
import type { Wire } from '../kit/upstreams/wire.types.js';

/** The wire with one more rule, from the request on that follows so many that were taken. */
export function later(wire: Wire, taken: number, rule: FamilyRule): Wire {
  let count = 0;
  return {
    ...wire,
    refuse(body, requested) {
      const problem = wire.refuse(body, requested) ?? (count >= taken ? rule(body) : undefined);
      if (problem === undefined) count++;
      return problem;
    },
  };
}
