import { afterAll, beforeAll } from '@jest/globals';
import { createHarness, type Harness } from './create-harness.js';
import type { Script } from '../upstreams/script.types.js';
import type { Route } from './wires.js';

export { createHarness, type Harness };

const TEST_TIMEOUT_MS = 60_000;

/** A gateway with its upstream for all tests of a `describe`. */
export function useHarness(route: Route, script: Script, settings: Record<string, string> = {}): Harness {
  const harness = { script } as Harness;
  beforeAll(async () => {
    const { gateway, upstream, clear } = await createHarness(route, (...shown) => harness.script(...shown), settings);
    Object.assign(harness, { gateway, upstream, clear });
  }, TEST_TIMEOUT_MS);
  afterAll(async () => {
    // Where it could not be created, `beforeAll` has failed already.
    if ('clear' in harness) await harness.clear();
  }, TEST_TIMEOUT_MS);
  return harness;
}
