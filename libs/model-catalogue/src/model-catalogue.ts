import { ModelIndex, type ModelMatch } from './model-index.js';
import type { ModelLookup } from './model-lookup.types.js';
import type { Model, ModelRow } from './model-row.types.js';
import { resolveRows } from './resolve-rows.js';

/** An id longer than this is no model's. */
export const MAX_ID_LENGTH = 256;

/** Models by their ids. Immutable: a changed `MODELS_FILE` makes a new one. */
export class ModelCatalogue implements ModelLookup {
  /** Rows with all the facts that they take over, in order of their precedence. */
  readonly models: readonly Model[];

  private readonly all: ModelIndex;
  private readonly byMaker: ReadonlyMap<string, ModelIndex>;

  /** Throws when a row is like one that does not exist. */
  constructor(rows: readonly ModelRow[]) {
    this.models = resolveRows(rows);
    this.all = new ModelIndex(this.models);
    const makers = Map.groupBy(this.models, ({ maker }) => maker);
    this.byMaker = new Map([...makers].map(([maker, models]) => [maker, new ModelIndex(models)]));
  }

  /** The model of an id, of one maker if it is given. No prefix of a provider is cut off the id. */
  find(id: string, maker?: string): ModelMatch | undefined {
    if (id.length > MAX_ID_LENGTH) return undefined;
    return (maker === undefined ? this.all : this.byMaker.get(maker))?.find(id);
  }
}
