import type { Route } from '@gateway/provider-kit';

type Target = Pick<Route, 'provider' | 'model'>;

/** As many models as one gateway may plausibly serve. */
const MAX_MODEL_LABELS = 100;

/**
 * Model names as labels. Clients can send any name, and every name would be a time series for ever; so a model has its
 * name as label only where the settings name it, or once its provider has served it.
 */
export class ModelLabels {
  private readonly known: Set<string>;

  /** @param targets the models that the settings name */
  constructor(targets: readonly Target[]) {
    this.known = new Set(targets.map(keyOf));
  }

  /** @param answered whether the provider has just served this model */
  labelOf(target: Target, answered: boolean): string {
    const key = keyOf(target);
    if (answered && this.known.size < MAX_MODEL_LABELS) this.known.add(key);
    return this.known.has(key) ? target.model : 'other';
  }
}

function keyOf({ provider, model }: Target): string {
  return `${provider}/${model}`;
}
