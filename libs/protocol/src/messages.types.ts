/**
 * The types of the Messages API, as far as the gateway uses them. Lists are open: a newer client may send fields and
 * blocks that are not named here, and they must be kept.
 */

/** A parsed JSON object whose fields are not checked yet. */
export type JsonObject = Record<string, unknown>;

export interface TextBlock {
  type: 'text';
  text: string;
  citations?: readonly JsonObject[] | null;
}

export type ImageSource =
  | { type: 'base64'; media_type?: string; data: string }
  | { type: 'url'; url: string }
  | { type: 'file'; file_id: string };

export interface ImageBlock {
  type: 'image';
  source: ImageSource;
}

export type DocumentSource =
  | { type: 'base64'; media_type?: string; data: string }
  | { type: 'text'; media_type?: string; data: string }
  | { type: 'content'; content: string | readonly ContentBlock[] }
  | { type: 'url'; url: string }
  | { type: 'file'; file_id: string };

export interface DocumentBlock {
  type: 'document';
  source: DocumentSource;
  title?: string | null;
  context?: string | null;
}

export interface SearchResultBlock {
  type: 'search_result';
  source: string;
  title: string;
  content: readonly TextBlock[];
}

export interface ThinkingBlock {
  type: 'thinking';
  thinking: string;
  signature: string;
}

export interface RedactedThinkingBlock {
  type: 'redacted_thinking';
  data: string;
}

export interface ToolUseBlock {
  type: 'tool_use';
  id: string;
  name: string;
  input: unknown;
}

export interface ToolResultBlock {
  type: 'tool_result';
  tool_use_id: string;
  content?: string | readonly ContentBlock[];
  is_error?: boolean;
}

export interface ServerToolUseBlock {
  type: 'server_tool_use';
  id: string;
  name: string;
  input: unknown;
}

export interface WebSearchResult {
  type: 'web_search_result';
  url: string;
  title: string;
  encrypted_content: string;
  page_age: string | null;
}

export interface WebSearchResultBlock {
  type: 'web_search_tool_result';
  tool_use_id: string;
  content: readonly WebSearchResult[] | { type: 'web_search_tool_result_error'; error_code: string };
}

export interface ToolReferenceBlock {
  type: 'tool_reference';
  tool_name: string;
}

/** A block of a type that the gateway does not know. */
export interface UnknownBlock extends JsonObject {
  type: string;
}

/** The blocks that the gateway knows by name. */
export type ContentBlock =
  | TextBlock
  | ImageBlock
  | DocumentBlock
  | SearchResultBlock
  | ThinkingBlock
  | RedactedThinkingBlock
  | ToolUseBlock
  | ToolResultBlock
  | ServerToolUseBlock
  | WebSearchResultBlock
  | ToolReferenceBlock;

export type Role = 'user' | 'assistant' | 'system';

export type Effort = 'low' | 'medium' | 'high' | 'xhigh' | 'max';

export interface MessageParam {
  role: Role;
  /** Absent only in a `system` message that changes effort or tools and has no text. */
  content?: string | readonly ContentBlock[];
  clear_at?: string;
  output_config?: { effort?: Effort | null } | null;
}

/** A tool of the request: one the client runs (`input_schema`), or one of Anthropic's own, named by `type`. */
export interface Tool extends JsonObject {
  name: string;
  type?: string | null;
  description?: string;
  input_schema?: JsonObject | null;
  defer_loading?: boolean;
  strict?: boolean;
  input_examples?: readonly unknown[];
}

export type ToolChoice = { disable_parallel_tool_use?: boolean } & (
  { type: 'auto' | 'any' | 'none' } | { type: 'tool'; name: string }
);

export type ThinkingParam = { display?: 'summarized' | 'omitted' | 'updates' | null } & (
  { type: 'enabled'; budget_tokens: number } | { type: 'adaptive' | 'between_tools' | 'disabled' }
);

export interface MessagesRequest {
  model: string;
  messages: readonly MessageParam[];
  max_tokens: number;
  system?: string | readonly TextBlock[];
  stream?: boolean;
  tools?: readonly Tool[];
  tool_choice?: ToolChoice;
  thinking?: ThinkingParam;
  output_config?: {
    effort?: Effort | null;
    format?: { type: string; schema: JsonObject } | null;
  } | null;
  output_format?: { type: string; schema: JsonObject } | null;
  temperature?: number;
  top_p?: number;
  top_k?: number;
  stop_sequences?: readonly string[];
  metadata?: { user_id?: string | null };
  service_tier?: string;
  mcp_servers?: readonly JsonObject[];
  [field: string]: unknown;
}
