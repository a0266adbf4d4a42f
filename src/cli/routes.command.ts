import { styleText } from 'node:util';
import { RoutingSettings } from '../routing/routing.settings.js';
import { listRoutes, namesToShow, type RouteRow } from '../routing/models/list-routes.js';
import { ModelsService } from '../routing/models/models.service.js';
import { ProviderRegistry } from '../routing/registry/provider.registry.js';
import { createSilentApp } from './create-silent-app.js';
import { type ModelDescription, toSizes } from '../routing/models/describe-model.js';
import { toColumns } from './to-columns.js';

export interface RoutesOptions {
  readonly json?: true;
}

/** `routes`: a row for each name. */
export async function routesCommand(names: readonly string[], { json }: RoutesOptions): Promise<number> {
  const app = await createSilentApp();
  try {
    const registry = app.get(ProviderRegistry);
    const shown = names.length > 0 ? names : namesToShow(app.get(RoutingSettings).MODEL_MAP, registry);
    const rows = listRoutes(shown, app.get(ModelsService), registry);
    process.stdout.write(json === true ? `${JSON.stringify(rows, undefined, 2)}\n` : toRouteTable(rows));
  } finally {
    await app.close();
  }
  return 0;
}

function toRouteTable(rows: readonly RouteRow[]): string {
  const head = ['ASKED', 'PROVIDER', 'MODEL', 'KNOWN', 'WHY'].map((title) => styleText('bold', title));
  return toColumns([
    head,
    ...rows.map(({ asked: requested, provider, model, reason, missing, known }) => [
      requested,
      provider,
      model,
      toKnown(known),
      missing.length === 0 ? reason : `${reason}; ${styleText('red', `needs ${missing.join(', ')}`)}`,
    ]),
  ]);
}

/** Sizes, and the end that the host has announced. */
function toKnown(known: ModelDescription): string {
  const end = known.retires === undefined ? [] : [styleText('yellow', `ends ${known.retires}`)];
  return [...(toSizes(known) === '' ? [] : [toSizes(known)]), ...end].join('; ');
}
