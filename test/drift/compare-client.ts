import { findNew } from '../conformance/drift/compare-inventories.js';
import { type Inventory, PARTS } from '../conformance/drift/inventory.types.js';
import type { Finding } from './finding.types.js';

/** What the newest client sends that is not known. */
export function compareClient(known: Inventory, seen: Inventory): readonly Finding[] {
  const drift = findNew(known, seen);
  return PARTS.flatMap((subject) =>
    drift[subject].map((item): Finding => {
      const advice =
        'decide what it means (docs/contract), then run npm run conformance -- --record-inventory to take it for known';
      return { severity: 'new', part: 'client', subject, difference: `sends \`${item}\``, advice };
    }),
  );
}
