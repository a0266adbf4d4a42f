import { styleText } from 'node:util';
import { HouseSettings } from '../config/house.settings.js';
import { ModelsService } from '../models/models.service.js';
import { parseModelMap } from '../models/parse-model-map.js';
import { type Candidate, isConfigured } from '../registry/candidate.js';
import { ProviderRegistry } from '../registry/provider.registry.js';
import { openHouse } from './open-house.js';
import { toColumns } from './to-columns.js';

/** Who answers for one model name. */
export interface RouteRow {
  readonly asked: string;
  readonly provider: string;
  readonly model: string;
  readonly reason: string;
  /** Variables that the provider lacks; asking for this name is a 404 then. */
  readonly missing: readonly string[];
}

export interface RoutesOptions {
  readonly json?: true;
}

/** `routes`: a row for each name. */
export async function routesCommand(names: readonly string[], { json }: RoutesOptions): Promise<number> {
  const app = await openHouse();
  try {
    const { candidates } = app.get(ProviderRegistry);
    const models = app.get(ModelsService);
    const rows = (names.length > 0 ? names : namesToShow(app.get(HouseSettings), candidates)).map((asked): RouteRow => {
      const { provider, model } = models.route(asked);
      const missing = candidates.find(({ card }) => card.name === provider)?.missing ?? [];
      return { asked, provider, model, reason: models.reason(asked), missing };
    });
    process.stdout.write(json === true ? `${JSON.stringify(rows, undefined, 2)}\n` : toRouteTable(rows));
  } finally {
    await app.close();
  }
  return 0;
}

/** The names that the settings tell apart; a pattern or a prefix stands for the names that fit it, `*` for the rest. */
function namesToShow({ MODEL_MAP: map = '' }: HouseSettings, candidates: readonly Candidate[]): readonly string[] {
  const mapped = parseModelMap(map).flatMap((entry) => (entry === undefined ? [] : [entry.pattern]));
  const prefixes = candidates.filter(isConfigured).flatMap((candidate) => candidate.prefixes);
  const prefixed = prefixes.map((prefix) => `${prefix}/*`);
  return [...new Set([...mapped, 'claude-opus', 'claude-sonnet', 'claude-haiku', ...prefixed, '*'])];
}

function toRouteTable(rows: readonly RouteRow[]): string {
  const head = ['ASKED', 'PROVIDER', 'MODEL', 'WHY'].map((title) => styleText('bold', title));
  return toColumns([
    head,
    ...rows.map(({ asked, provider, model, reason, missing }) => [
      asked,
      provider,
      model,
      missing.length === 0 ? reason : `${reason}; ${styleText('red', `needs ${missing.join(', ')}`)}`,
    ]),
  ]);
}
