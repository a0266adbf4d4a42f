import type { JsonObject, MessagesRequest, Thoughts, Tool, WriterOptions } from '@gateway/protocol';
import type { ChangeCode } from '../changes.js';

/** How much the model shall think; `unset`: its own default. */
export type Level = 'off' | 'minimal' | 'low' | 'medium' | 'high' | 'xhigh' | 'max' | 'unset';

/** An image whose source an upstream accepts: base64 with a media type, or a URL. */
export interface ImagePart {
  type: 'image';
  source: { type: 'base64'; media_type: string; data: string } | { type: 'url'; url: string };
}

/** A document that stays a file: base64 (PDF), or a URL where the upstream accepts one. */
export interface DocumentPart {
  type: 'document';
  source: { type: 'base64'; media_type: string; data: string } | { type: 'url'; url: string };
  filename: string;
}

export interface TextPart {
  type: 'text';
  text: string;
}

/** Content of a user message or a tool result. */
export type Part = TextPart | ImagePart | DocumentPart;

/** Content of the assistant. `apart`: a block that is no text stood between this text and the one before. */
export type AssistantPart =
  | { type: 'text'; text: string; apart: boolean }
  | { type: 'tool_use'; id: string; name: string; input: unknown }
  | { type: 'thinking'; thinking: string; state: JsonObject };

/** The result of one tool call; id and name are the upstream's. */
export interface ToolResult {
  id: string;
  name: string;
  parts: readonly Part[];
  isError: boolean;
}

export type Turn =
  | { role: 'user'; parts: readonly Part[] }
  | { role: 'assistant'; parts: readonly AssistantPart[] }
  /** Results for the calls of the assistant turn before, in the order of the request; every call has one. */
  | { role: 'results'; results: readonly ToolResult[] }
  | { role: 'system'; text: string };

/** A tool that the client runs; the name is the upstream's. */
export interface FunctionTool {
  name: string;
  description?: string;
  /** As the client sent it; each dialect cleans it for its upstream. */
  schema: JsonObject;
  strict: boolean;
}

export type NormalizedToolChoice =
  { type: 'auto' | 'any' | 'none' } | { type: 'tool'; name: string } | { type: 'hosted' };

/**
 * What is known of a request while its response is translated: nothing that grows with the conversation, which must
 * not stay in memory for as long as a response takes.
 */
export interface ResponseContext {
  /** The upstream's name of the model. */
  readonly model: string;
  readonly stream: boolean;
  readonly tools: readonly Pick<FunctionTool, 'name'>[];
  /** Anthropic's own tools that this upstream has an equivalent of. */
  readonly hostedTools: readonly Tool[];
  readonly maxTokens: number;
  /** Stop sequences for the upstream; MessageWriter detects those beyond the upstream's maximum. */
  readonly stops: readonly string[];
  readonly thoughts: Thoughts;
  /** What was changed for this upstream; dialects add to it. */
  readonly changes: Set<ChangeCode>;
  readonly writing: WriterOptions;
}

/**
 * A request made ready for any upstream, still in Anthropic's terms: what only Anthropic understands is resolved,
 * broken parts are mended, names and ids are the upstream's.
 */
export interface NormalizedRequest extends ResponseContext {
  /** Blocks of the system prompt, none blank. */
  readonly system: readonly string[];
  readonly turns: readonly Turn[];
  readonly tools: readonly FunctionTool[];
  readonly toolChoice?: NormalizedToolChoice;
  /** The client wants one tool call at a time. */
  readonly singleCall: boolean;
  readonly temperature?: number;
  readonly topP?: number;
  readonly topK?: number;
  readonly level: Level;
  /** `thinking.budget_tokens`, where thinking is enabled that way and no effort outranks it. */
  readonly budget?: number;
  /** Schema of a structured output. */
  readonly format?: JsonObject;
  readonly identity: Identity;
  /** The session of the call; it is never sent to an upstream. */
  readonly session?: string | undefined;
  /** The client's request, for fields that only one upstream uses. */
  readonly request: MessagesRequest;
}

/** The client's identity, as far as upstreams may know it. */
export interface Identity {
  /** Stable per conversation; at most 64 characters. */
  readonly cacheKey: string;
  /** SHA-256 of the value that names the user; never the name itself. */
  readonly user?: string;
}

/** The part of a request that is kept until its response has been translated. */
export function toResponseContext(normalized: NormalizedRequest): ResponseContext {
  const { model, stream, tools, hostedTools, maxTokens, stops, thoughts, changes, writing } = normalized;
  const names = tools.map(({ name }) => ({ name }));
  return { model, stream, tools: names, hostedTools, maxTokens, stops, thoughts, changes, writing };
}
