import { isConfigured } from '../registry/candidate.js';
import { type Pool, POOL_PREFIX, toPoolName } from '../pools/pool.types.js';
import { mapModel, type ModelMap } from './model-map.js';

/** A model as `GET /v1/models` describes it. */
export interface ModelInfo {
  readonly type: 'model';
  readonly id: string;
  readonly display_name: string;
  readonly created_at: string;
  readonly lifecycle: 'active';
}

/** Names that stand for the families. */
const FAMILIES = ['claude-opus', 'claude-sonnet', 'claude-haiku'];

/**
 * The models to list: the exact names of MODEL_MAP that Claude Code would show (it keeps those that contain `claude`),
 * then the families where they are mapped, each only if a configured provider serves it; then the pools.
 */
export function listModels(map: ModelMap, pools: readonly Pool[] = []): readonly ModelInfo[] {
  const exact = map.entries
    .filter(({ conditions }) => conditions.length === 0)
    .map(({ name }) => name)
    .filter((name) => /claude/i.test(name) && !name.includes('*'));
  // A provider that accepts the client's names has no models of these names.
  const families = map.big === undefined ? [] : FAMILIES;
  const named = pools.map(toPoolName);
  return [...new Set([...exact, ...families, ...named])].flatMap((id) => {
    const { provider, model } = mapModel(id, map);
    const candidate = map.candidates.find(({ manifest }) => manifest.name === provider);
    if (provider !== POOL_PREFIX && (candidate === undefined || !isConfigured(candidate))) return [];
    return [
      {
        type: 'model',
        id,
        display_name: `${id} → ${provider}/${model}`,
        created_at: '2026-01-01T00:00:00Z',
        lifecycle: 'active',
      },
    ];
  });
}
