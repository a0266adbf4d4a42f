import { isConfigured } from '../registry/candidate.js';
import { type ModelDescription, toSizes } from './describe-model.js';
import { mapModel, type ModelMap } from './model-map.js';

/** A model as `GET /v1/models` describes it (Anthropic's `ModelInfo`). */
export interface ModelInfo {
  readonly type: 'model';
  readonly id: string;
  readonly display_name: string;
  readonly created_at: string;
  readonly description?: string;
  readonly lifecycle?: 'active' | 'deprecated';
  readonly deprecated_at?: string;
  readonly max_input_tokens?: number;
  readonly max_tokens?: number;
}

/** Names that stand for the families. */
export const FAMILIES = ['claude-opus', 'claude-sonnet', 'claude-haiku', 'claude-fable'] as const;

/**
 * The models to list: the exact names of MODEL_MAP that Claude Code would show (it keeps those that contain `claude`),
 * then the families where they are mapped; each only if a configured provider serves it.
 */
export function listModels(
  map: ModelMap,
  describe: (provider: string, model: string) => ModelDescription,
  added: readonly string[] = [],
): readonly ModelInfo[] {
  const exact = map.entries.map(({ pattern }) => pattern).filter((name) => /claude/i.test(name) && !name.includes('*'));
  // A provider that accepts the client's names has no models of these names.
  const families = map.big === undefined ? [] : FAMILIES;
  return [...new Set([...exact, ...families, ...added])].flatMap((id) => {
    const { provider, model } = mapModel(id, map);
    const candidate = map.candidates.find(({ manifest }) => manifest.name === provider);
    if (candidate === undefined || !isConfigured(candidate)) return [];
    return [toInfo(id, `${provider}/${model}`, describe(provider, model))];
  });
}

function toInfo(id: string, target: string, description: ModelDescription): ModelInfo {
  const { maxInput, maxOutput, lifecycle, retires } = description;
  const sizes = toSizes(description);
  return {
    type: 'model',
    id,
    display_name: `${id} → ${target}`,
    description: sizes === '' ? target : `${target}, ${sizes}`,
    created_at: '2026-01-01T00:00:00Z',
    lifecycle: lifecycle === 'live' ? 'active' : 'deprecated',
    ...(retires !== undefined && { deprecated_at: `${retires}T00:00:00Z` }),
    ...(maxInput !== undefined && { max_input_tokens: maxInput }),
    ...(maxOutput !== undefined && { max_tokens: maxOutput }),
  };
}
