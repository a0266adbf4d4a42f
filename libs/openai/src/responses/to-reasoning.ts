import type { NormalizedRequest } from '@gateway/provider-kit';
import type { JsonObject } from '@gateway/protocol';
import type { OpenAiTraits } from '../model-traits.js';
import { isAsAsked, toEffort } from '../fields/to-effort.js';
import type { ResponsesBody } from './responses.types.js';

type Reasoning = NonNullable<ResponsesBody['reasoning']>;

/** How much the model shall think, and what is shown of it (contract §7.3, §7.4, §14.2); undefined: its default. */
export function toReasoning(normalized: NormalizedRequest, traits: OpenAiTraits): Reasoning | undefined {
  const { level, thoughts, hostedTools, changes } = normalized;
  const nearest = toEffort(level, traits);
  // With a hosted tool `minimal` is refused.
  const effort = nearest === 'minimal' && hostedTools.length > 0 ? 'low' : nearest;
  if (!isAsAsked(effort, level, traits)) changes.add('effort-adjusted');
  const thinks = (traits.reasoning || effort !== undefined) && effort !== 'none';
  const reasoning: Reasoning = {
    ...(effort && { effort }),
    ...(thinks && thoughts === 'shown' && { summary: 'auto' }),
    ...(traits.reasoningContext && forgetsThinking(normalized.request) && { context: 'current_turn' }),
  };
  return Object.keys(reasoning).length === 0 ? undefined : reasoning;
}

/** The client drops old thinking; from gpt-5.6 on it would be rendered and billed. */
function forgetsThinking({ context_management: management }: JsonObject): boolean {
  const { edits } = (management ?? {}) as { edits?: readonly JsonObject[] };
  return (edits ?? []).some(({ type, keep }) => {
    return type === 'clear_thinking_20251015' && (keep as JsonObject | undefined)?.type === 'thinking_turns';
  });
}
