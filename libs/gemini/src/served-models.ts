import type { ModelLookup } from '@gateway/model-catalogue';
import { toModelId } from './gemini-traits.js';

/** Ids come from clients, so that their number is bounded. */
const MAX_IDS = 1000;

/**
 * Ids that the upstream answers with a newer model, as its answers name it. The traits of that model count for the id
 * from then on in this process (contract §3.4, rerouted ids). A newer model is one that validates signatures.
 */
export class ServedModels {
  private readonly served = new Map<string, string>();

  constructor(private readonly models: ModelLookup) {}

  /** The id whose traits count for a request for this one. */
  of(name: string): string {
    return this.served.get(name) ?? name;
  }

  /** Notes the `modelVersion` of an answer; one of the same row changes nothing. */
  note(name: string, version: string): void {
    const served = this.models.find(toModelId(version), 'google');
    if (served === undefined || served.by === 'family' || served.model.signatures !== true) return;
    const asked = this.models.find(toModelId(name), 'google');
    if (asked?.model.id !== served.model.id && (this.served.has(name) || this.served.size < MAX_IDS))
      this.served.set(name, toModelId(version));
  }
}
