import { type AssistantPart, packState } from '@gateway/provider-kit';
import type { JsonObject } from '@gateway/protocol';
import { toFamily } from '../model-traits.js';
import type { OpenAiService } from '../openai-service.types.js';
import type { FunctionCallItem, OutputItem, OutputMessage } from './responses.types.js';

/** What a reasoning item stood before: a call, a message, or something that is never sent back. */
export type Follower = 'fc' | 'msg' | '-';

/** What a thinking block carries of the reasoning item it was made of. */
export interface ReasoningState {
  /** Who can read it, see `readerOf`. */
  readonly m: string;
  /** The encrypted content. */
  readonly ec: string;
  readonly nx: Follower;
  /** The phase of the message that followed, which models from gpt-5.3-codex on want back. */
  readonly ph?: string;
}

/** Who can read encrypted reasoning: a family of models, at the service that encrypted it. */
export function readerOf(service: OpenAiService, model: string): string {
  return `${service.name}/${toFamily(service.modelOf(model))}`;
}

/** The signature of a thinking block that carries this state. */
export function toSignature(state: ReasoningState): string {
  return packState('or', { ...state });
}

/**
 * The state of a thinking block if its reasoning may be sent back: made by the same reader, and directly
 * followed by the item it belongs to. Anything else is a 400 (contract §14.2).
 */
export function readState(
  state: JsonObject,
  reader: string,
  next: AssistantPart | undefined,
): { readonly encrypted: string; readonly phase?: OutputMessage['phase'] } | undefined {
  const { m, ec, nx, ph } = state;
  if (m !== reader || typeof ec !== 'string' || ec === '') return undefined;
  const follower = next?.type === 'tool_use' ? 'fc' : next?.type === 'text' ? 'msg' : undefined;
  if (follower === undefined || (nx ?? follower) !== follower) return undefined;
  return { encrypted: ec, ...(ph === 'commentary' || ph === 'final_answer' ? { phase: ph } : {}) };
}

/** How a reasoning item remembers the item behind it. */
export function toFollower(item: OutputItem, isWrapper: (call: FunctionCallItem) => boolean): Follower {
  if (item.type === 'message') return 'msg';
  // The calls in a wrapper are sent back without it.
  return item.type === 'function_call' && !isWrapper(item) ? 'fc' : '-';
}
