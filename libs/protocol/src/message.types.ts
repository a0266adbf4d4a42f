import type { SafeguardResult } from './safeguards.types.js';
import type { ContentBlock } from './messages.types.js';

export interface Usage {
  input_tokens: number;
  output_tokens: number;
  cache_creation_input_tokens: number;
  cache_read_input_tokens: number;
  output_tokens_details?: { thinking_tokens: number };
  server_tool_use?: { web_search_requests: number; web_fetch_requests: number };
  service_tier?: string;
}

export type StopReason =
  'end_turn' | 'max_tokens' | 'stop_sequence' | 'tool_use' | 'pause_turn' | 'refusal' | 'model_context_window_exceeded';

export interface StopDetails {
  type: 'refusal';
  category: string | null;
  explanation: string | null;
}

/** A whole response. */
export interface Message {
  id: string;
  type: 'message';
  role: 'assistant';
  model: string;
  content: readonly ContentBlock[];
  stop_reason: StopReason | null;
  stop_sequence: string | null;
  stop_details?: StopDetails;
  safeguard_results?: readonly SafeguardResult[];
  usage: Usage;
}
