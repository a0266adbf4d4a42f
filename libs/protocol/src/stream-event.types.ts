import type { Message, StopDetails, StopReason, Usage } from './message.types.js';
import type { ContentBlock, JsonObject } from './messages.types.js';
import type { SafeguardResult } from './safeguards.types.js';

/** The deltas of an open block. */
export type BlockDelta =
  | { type: 'text_delta'; text: string }
  | { type: 'input_json_delta'; partial_json: string }
  | { type: 'thinking_delta'; thinking: string }
  | { type: 'signature_delta'; signature: string }
  | { type: 'citations_delta'; citation: JsonObject };

export interface MessageStartEvent {
  type: 'message_start';
  message: Message;
}

export interface BlockStartEvent {
  type: 'content_block_start';
  index: number;
  content_block: ContentBlock;
}

export interface BlockDeltaEvent {
  type: 'content_block_delta';
  index: number;
  delta: BlockDelta;
}

export interface BlockStopEvent {
  type: 'content_block_stop';
  index: number;
}

export interface MessageDeltaEvent {
  type: 'message_delta';
  delta: {
    stop_reason: StopReason;
    stop_sequence: string | null;
    stop_details?: StopDetails;
    safeguard_results?: readonly SafeguardResult[];
  };
  /** Cumulative: input figures overwrite those of `message_start`. */
  usage: Usage;
}

export interface MessageStopEvent {
  type: 'message_stop';
}

export interface PingEvent {
  type: 'ping';
}

/** An event of a response. A failure is no event but a thrown `ApiError`: the owner of the connection encodes it. */
export type StreamEvent =
  | MessageStartEvent
  | BlockStartEvent
  | BlockDeltaEvent
  | BlockStopEvent
  | MessageDeltaEvent
  | MessageStopEvent
  | PingEvent;
