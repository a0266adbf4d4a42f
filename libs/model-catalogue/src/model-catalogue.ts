import { fitsPattern } from './fits-pattern.js';
import type { Model, ModelRow } from './model-row.types.js';
import { resolveRows } from './resolve-rows.js';
import { stripVersion } from './strip-version.js';

/** An id longer than this is no model's. */
export const MAX_ID_LENGTH = 256;

export interface ModelMatch {
  readonly model: Model;
  /** `exact`: the row's id. `pattern`: a version or another id of it. `family`: unknown, treated as its newest kin. */
  readonly by: 'exact' | 'pattern' | 'family';
}

/** Models by their ids. Immutable: a changed `MODELS_FILE` makes a new one. */
export class ModelCatalogue {
  /** Rows with all the facts that they take over, in order of their precedence. */
  readonly models: readonly Model[];

  /** Throws when a row is like one that does not exist. */
  constructor(rows: readonly ModelRow[]) {
    this.models = resolveRows(rows);
  }

  /** The first row whose id or pattern fits, else the row that stands for unknown ids of the kind. No prefix is cut. */
  find(id: string, maker?: string): ModelMatch | undefined {
    if (id.length > MAX_ID_LENGTH) return undefined;
    const models = maker === undefined ? this.models : this.models.filter((model) => model.maker === maker);
    return findExact(id, models) ?? findPattern(id, models) ?? findFamily(id, models);
  }
}

function findExact(id: string, models: readonly Model[]): ModelMatch | undefined {
  const model = models.find((candidate) => candidate.id === id);
  return model && { model, by: 'exact' };
}

function findPattern(id: string, models: readonly Model[]): ModelMatch | undefined {
  const names = [id, stripVersion(id)];
  const model = models.find((candidate) =>
    [candidate.id, ...(candidate.match ?? [])].some((pattern) => names.some((name) => fitsPattern(pattern, name))),
  );
  return model && { model, by: 'pattern' };
}

function findFamily(id: string, models: readonly Model[]): ModelMatch | undefined {
  let best: { readonly model: Model; readonly length: number } | undefined;
  for (const model of models) {
    for (const pattern of model.stands_for ?? []) {
      if (pattern.length > (best?.length ?? 0) && fitsPattern(pattern, id)) best = { model, length: pattern.length };
    }
  }
  return best && { model: best.model, by: 'family' };
}
