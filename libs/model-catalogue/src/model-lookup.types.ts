import type { ModelMatch } from './model-index.js';

/** Finds models by their ids. What it knows may change while the process runs, so a result must not be kept. */
export interface ModelLookup {
  /** The model of an id, of one maker if it is given; undefined: no row fits. */
  find(id: string, maker?: string): ModelMatch | undefined;
}
