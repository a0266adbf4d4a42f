import type { JsonObject, MessagesRequest, Thoughts, Tool, WriterOptions } from '@gateway/protocol';
import type { ChangeCode } from '../changes.js';

/** How hard the model shall think; `unset`: as it likes. */
export type Level = 'off' | 'minimal' | 'low' | 'medium' | 'high' | 'xhigh' | 'max' | 'unset';

/** An image whose source an upstream can take: base64 with a media type, or a URL. */
export interface ImagePart {
  type: 'image';
  source: { type: 'base64'; media_type: string; data: string } | { type: 'url'; url: string };
}

/** A document that stays a file: base64 (PDF), or a URL where the upstream takes one. */
export interface DocumentPart {
  type: 'document';
  source: { type: 'base64'; media_type: string; data: string } | { type: 'url'; url: string };
  filename: string;
}

export interface TextPart {
  type: 'text';
  text: string;
}

/** What a user or a tool says. */
export type Part = TextPart | ImagePart | DocumentPart;

/** What the model said. `apart`: something that is no text stood between this text and the one before. */
export type AssistantPart =
  | { type: 'text'; text: string; apart: boolean }
  | { type: 'tool_use'; id: string; name: string; input: unknown }
  | { type: 'thinking'; thinking: string; state: JsonObject };

/** The answer to one tool call; id and name are the upstream's. */
export interface ToolResult {
  id: string;
  name: string;
  parts: readonly Part[];
  isError: boolean;
}

export type Turn =
  | { role: 'user'; parts: readonly Part[] }
  | { role: 'assistant'; parts: readonly AssistantPart[] }
  /** Answers to the calls of the assistant turn before, in the order they were given; every call has one. */
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
 * What is known of a question while its answer is told: nothing that grows with the conversation, which must not
 * stay in memory for as long as an answer takes.
 */
export interface ResponseContext {
  /** The upstream's name of the model. */
  readonly model: string;
  readonly stream: boolean;
  readonly tools: readonly Pick<FunctionTool, 'name'>[];
  /** Anthropic's own tools that this upstream has the like of. */
  readonly hostedTools: readonly Tool[];
  readonly maxTokens: number;
  /** Stop sequences for the upstream; those beyond its number are watched for by the pen. */
  readonly stops: readonly string[];
  readonly thoughts: Thoughts;
  /** What was changed for this upstream; dialects add to it. */
  readonly changes: Set<ChangeCode>;
  readonly writing: WriterOptions;
}

/**
 * A request made ready for any upstream, still in Anthropic's words: what only Anthropic understands is
 * resolved, what is broken is mended, names and ids are the upstream's.
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
  /** Schema of a structured answer. */
  readonly format?: JsonObject;
  readonly identity: Identity;
  /** Of the call; it never leaves. */
  readonly session?: string | undefined;
  /** The client's request, for what only one upstream cares about. */
  readonly request: MessagesRequest;
}

/** Who asks, as far as upstreams may know. */
export interface Identity {
  /** Stable per conversation; at most 64 characters. */
  readonly cacheKey: string;
  /** SHA-256 of whatever names the user; never the name itself. */
  readonly user?: string;
}

/** What is kept of a question until its answer has been told. */
export function toResponseContext(normalized: NormalizedRequest): ResponseContext {
  const { model, stream, tools, hostedTools, maxTokens, stops, thoughts, changes, writing } = normalized;
  const names = tools.map(({ name }) => ({ name }));
  return { model, stream, tools: names, hostedTools, maxTokens, stops, thoughts, changes, writing };
}
