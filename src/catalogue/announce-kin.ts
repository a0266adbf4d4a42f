import type { ModelLookup } from '@gateway/model-catalogue';
import type { ProviderLog } from '@gateway/provider-kit';

/** Ids come from clients, so that their number is bounded. */
const MAX_IDS = 1000;

/** The same lookup, which logs once for each id that no row knows as which model it is treated. */
export function announceKin(models: ModelLookup, log: ProviderLog): ModelLookup {
  const announced = new Set<string>();
  return {
    find: (id, maker) => {
      const match = models.find(id, maker);
      if (match?.by === 'family' && !announced.has(id) && announced.size < MAX_IDS) {
        announced.add(id);
        log.warn({ model: id, treatedAs: match.model.id }, 'unknown model: treated as the newest of its family');
      }
      return match;
    },
  };
}
