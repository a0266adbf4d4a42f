import type { Level, NormalizedRequest } from '@gateway/provider-kit';
import { THINKING_LEVELS, type ThinkingControl, type ThinkingLevel } from '../gemini-traits.js';
import type { GeminiThinkingConfig } from './generate.types.js';

type LevelByName = Exclude<Level, 'off' | 'unset'>;

/** Thinking tokens for each level; `xhigh` and `max` use the model's maximum. */
const BUDGETS: Readonly<Record<LevelByName, number>> = {
  minimal: 512,
  low: 1024,
  medium: 8192,
  high: 24_576,
  xhigh: Infinity,
  max: Infinity,
};

/**
 * How much the model shall think, in its family's form (contract §7.3): a level or a budget; both are refused.
 * Undefined where the client leaves it to the model, or the model does not think.
 */
export function toThinkingConfig(
  normalized: NormalizedRequest,
  control: ThinkingControl,
): GeminiThinkingConfig | undefined {
  const { level } = normalized;
  if (level === 'unset') return undefined;
  if (control.by === 'nothing') {
    if (level !== 'off') normalized.changes.add('effort-adjusted');
    return undefined;
  }
  const includeThoughts = normalized.thoughts === 'shown';
  if (control.by === 'budget') return { thinkingBudget: toBudget(normalized, level, control), includeThoughts };
  const chosen = level === 'off' ? (control.levels[0] ?? 'low') : nearestLevel(level, control.levels);
  if (level === 'off' || chosen !== level) normalized.changes.add('effort-adjusted');
  return { thinkingLevel: chosen.toUpperCase() as Uppercase<ThinkingLevel>, includeThoughts };
}

function toBudget(
  normalized: NormalizedRequest,
  level: Exclude<Level, 'unset'>,
  { off, min, max }: { off: number; min: number; max: number },
): number {
  if (level === 'off') {
    if (off > 0) normalized.changes.add('effort-adjusted');
    return off;
  }
  // Anthropic requires a budget below max_tokens.
  const wanted =
    normalized.budget === undefined ? BUDGETS[level] : Math.min(normalized.budget, normalized.maxTokens - 1);
  const budget = Math.min(max, Math.max(min, wanted));
  if (Number.isFinite(wanted) && budget !== wanted) normalized.changes.add('effort-adjusted');
  return budget;
}

/** The lowest level that is high enough; else the highest. */
function nearestLevel(level: LevelByName, levels: readonly ThinkingLevel[]): ThinkingLevel {
  const rank = (name: string): number => (THINKING_LEVELS as readonly string[]).indexOf(name);
  const wanted = level === 'max' ? rank('xhigh') : rank(level);
  return levels.find((name) => rank(name) >= wanted) ?? levels.at(-1) ?? 'high';
}
