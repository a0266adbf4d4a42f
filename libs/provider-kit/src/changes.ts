import type { Change, ChangeClass } from './changes/change.types.js';
import { DEGRADED_CHANGES } from './changes/degraded-changes.js';
import { EMULATED_CHANGES } from './changes/emulated-changes.js';
import { HARMLESS_CHANGES } from './changes/harmless-changes.js';

export type { Change, ChangeClass } from './changes/change.types.js';

/**
 * All changes that the gateway makes to a request or its response, because the upstream does not speak the Messages
 * API, or did not produce the responses in the conversation. `docs/fidelity.md` is generated from this.
 */
export const CHANGES = {
  harmless: HARMLESS_CHANGES,
  emulated: EMULATED_CHANGES,
  degraded: DEGRADED_CHANGES,
} as const satisfies Readonly<Record<ChangeClass, Readonly<Record<string, Change>>>>;

/** The name of a change, as in headers, logs and `STRICT`. */
export type ChangeCode = { [Class in ChangeClass]: keyof (typeof CHANGES)[Class] }[ChangeClass];

/** How much a change matters. */
export function classOf(code: ChangeCode): ChangeClass {
  if (Object.hasOwn(DEGRADED_CHANGES, code)) return 'degraded';
  return Object.hasOwn(EMULATED_CHANGES, code) ? 'emulated' : 'harmless';
}
