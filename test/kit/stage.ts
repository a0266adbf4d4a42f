import { afterAll, beforeAll } from '@jest/globals';
import { setStage, type Stage } from './set-stage.js';
import type { Script } from './upstreams/script.types.js';
import type { Route } from './wires.js';

export { setStage, type Stage };

const PATIENCE = 60_000;

/** A stage for all tests of a `describe`. */
export function useStage(route: Route, script: Script, settings: Record<string, string> = {}): Stage {
  const stage = { script } as Stage;
  beforeAll(async () => {
    const { gateway, upstream, clear } = await setStage(route, (...shown) => stage.script(...shown), settings);
    Object.assign(stage, { gateway, upstream, clear });
  }, PATIENCE);
  afterAll(async () => {
    // Where it could not be set, that has been told already.
    if ('clear' in stage) await stage.clear();
  }, PATIENCE);
  return stage;
}
