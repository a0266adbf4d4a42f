import { type AssistantPart, packState } from '@gateway/provider-kit';
import type { JsonObject } from '@gateway/protocol';
import { toFamily } from '../model-traits.js';
import type { OpenAiService } from '../openai-service.types.js';
import type { FunctionCallItem, OutputItem, OutputMessage } from './responses.types.js';

/** The item that followed a reasoning item: a call, a message, or one that is never sent back. */
export type Follower = 'fc' | 'msg' | '-';

/** The state that a thinking block has of its reasoning item. */
export interface ReasoningState {
  /** The reader of the encrypted content, see `readerOf`. */
  readonly m: string;
  /** The encrypted content. */
  readonly ec: string;
  readonly nx: Follower;
  /** The phase of the message that followed, which models from gpt-5.3-codex on require. */
  readonly ph?: string;
}

/** The reader of encrypted reasoning: a family of models, at the service that encrypted it. */
export function readerOf(service: OpenAiService, model: string): string {
  return `${service.name}/${toFamily(service.modelOf(model))}`;
}

/** The signature of a thinking block that carries this state. */
export function toSignature(state: ReasoningState): string {
  return packState('or', { ...state });
}

/**
 * The state of a thinking block if its reasoning may be sent back: it has the same reader, and is directly followed by
 * the item it belongs to. Anything else is a 400 (contract §14.2).
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

/** The state's name for the item that follows. */
export function toFollower(item: OutputItem, isWrapper: (call: FunctionCallItem) => boolean): Follower {
  if (item.type === 'message') return 'msg';
  // The calls in a wrapper are sent back without it.
  return item.type === 'function_call' && !isWrapper(item) ? 'fc' : '-';
}
