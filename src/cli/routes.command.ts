import { styleText } from 'node:util';
import { RoutingSettings } from '../routing/routing.settings.js';
import { listRoutes, namesToShow, type RouteRow } from '../routing/models/list-routes.js';
import { ModelsService } from '../routing/models/models.service.js';
import { ProviderRegistry } from '../routing/registry/provider.registry.js';
import { toPoolName } from '../routing/pools/pool.types.js';
import { PoolsService } from '../routing/pools/pools.service.js';
import { createSilentApp } from './create-silent-app.js';
import { toPoolTable } from './to-pool-table.js';
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
    const pools = app.get(PoolsService).all;
    const all = [...namesToShow(app.get(RoutingSettings).MODEL_MAP, registry), ...pools.map(toPoolName)];
    const rows = listRoutes(names.length > 0 ? names : all, app.get(ModelsService), registry);
    process.stdout.write(
      json === true
        ? `${JSON.stringify(rows, undefined, 2)}\n`
        : toRouteTable(rows) + toModelTable(rows) + toPoolTable(pools),
    );
  } finally {
    await app.close();
  }
  return 0;
}

function toRouteTable(rows: readonly RouteRow[]): string {
  const head = ['ASKED', 'PROVIDER', 'MODEL', 'WHY'].map((title) => styleText('bold', title));
  return toColumns([
    head,
    ...rows.map(({ asked: requested, provider, model, reason, missing }) => [
      requested,
      provider,
      model,
      missing.length === 0 ? toWhy(requested, reason) : `${reason}; ${styleText('red', `needs ${missing.join(', ')}`)}`,
    ]),
  ]);
}

/** What the catalogue knows of the models that the rows lead to, a line each; empty where it knows none of them. */
function toModelTable(rows: readonly RouteRow[]): string {
  const known = new Map(rows.map(({ provider, model, known: of }) => [`${provider}/${model}`, toKnown(of)]));
  const lines = [...known].filter(([, facts]) => facts !== '');
  if (lines.length === 0) return '';
  return `\n${toColumns([['TARGET', 'KNOWN'].map((title) => styleText('bold', title)), ...lines])}`;
}

/** Sizes, and the end that the host has announced. */
function toKnown(known: ModelDescription): string {
  const end = known.retires === undefined ? [] : [styleText('yellow', `ends ${known.retires}`)];
  return [...(toSizes(known) === '' ? [] : [toSizes(known)]), ...end].join('; ');
}

/** The rule; in the row of a pattern of MODEL_MAP without the pattern and the target, which the row has. */
function toWhy(requested: string, reason: string): string {
  return reason.startsWith(`MODEL_MAP: ${requested}=`) ? 'MODEL_MAP' : reason;
}
