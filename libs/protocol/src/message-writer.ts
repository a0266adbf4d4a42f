import { estimateTokens } from './estimate-tokens.js';
import type { JsonObject, StopDetails, StopReason, Usage, WebSearchResult } from './messages.types.js';
import { StopScanner } from './stop-scanner.js';
import type { BlockDelta, BlockStartEvent, StreamEvent } from './stream-event.types.js';
import { ToolCallQueue, type ToolCallNaming } from './tool-call-queue.js';

/** The signature of a thought that carries no state: every thinking block is signed (contract of the `gw1.` envelope). */
export const PLAIN_SIGNATURE = 'gw1.rc.e30';

/** Who sees thoughts: their text and state; only their state; nobody. */
export type Thoughts = 'shown' | 'state' | 'hidden';

export interface WriterOptions {
  /** `msg_…` */
  readonly id: string;
  readonly model: string;
  /** What `message_start` says of the prompt's size until the upstream tells, in tokens. */
  readonly inputTokens: number;
  readonly thoughts: Thoughts;
  /** Sequences that the upstream does not watch for itself. */
  readonly stopSequences: readonly string[];
  /** Only the first tool call of the answer is let through. */
  readonly singleToolCall: boolean;
  /** Clients of API version 2026-10-21 and newer are promised `caller` on every call. */
  readonly namesCaller: boolean;
  readonly naming: ToolCallNaming;
  /** Told when the upstream never said what the answer cost. */
  readonly onEstimatedUsage?: () => void;
}

export interface WebSearch {
  /** Id of the `server_tool_use` block. */
  readonly id: string;
  readonly query: string;
  /** The hits, or an error code of Anthropic's. */
  readonly found: readonly Pick<WebSearchResult, 'url' | 'title'>[] | string;
}

/**
 * The pen: the one place that knows the grammar of an Anthropic stream. A translator says what was said;
 * blocks open, close and are numbered here, the message starts and ends once, usage and stop reason come last.
 * Says that come while a tool call is unfinished wait until the calls are done. What has been written is
 * fetched with `take()`.
 */
export class MessageWriter {
  private events: StreamEvent[] = [];
  private opened = false;
  private index = 0;
  private block: 'text' | 'thinking' | 'tool_use' | undefined;
  private characters = 0;
  private known: Partial<Usage> | undefined;
  private searches = 0;
  private reason: StopReason = 'end_turn';
  private sequence: string | null = null;
  private details: StopDetails | undefined;
  private waiting: (() => void)[] = [];
  private readonly scanner: StopScanner | undefined;
  private readonly calls: ToolCallQueue;

  /** The message is complete; nothing that is said from here on is written. */
  finished = false;

  constructor(private readonly options: WriterOptions) {
    this.scanner = options.stopSequences.length > 0 ? new StopScanner(options.stopSequences) : undefined;
    this.calls = new ToolCallQueue(options.naming, options.singleToolCall, {
      start: (id, name) => this.startBlock('tool_use', { type: 'tool_use', id, name, input: {}, ...this.caller() }),
      arguments: (json) => this.delta({ type: 'input_json_delta', partial_json: json }),
      stop: () => this.closeBlock(),
      text: (text) => this.writeText(text),
    });
  }

  /** Starts the message, also before anything was said: the timed commit of a silent upstream. */
  open(): void {
    if (this.opened) return;
    this.opened = true;
    const { id, model } = this.options;
    const usage = this.totals();
    this.events.push(
      {
        type: 'message_start',
        message: {
          id,
          type: 'message',
          role: 'assistant',
          model,
          content: [],
          stop_reason: null,
          stop_sequence: null,
          usage,
        },
      },
      { type: 'ping' },
    );
  }

  /** Visible text; adjacent pieces are one block. */
  text(text: string): void {
    if (text !== '') this.say(() => this.writeText(text));
  }

  /** What is said next begins a block of its own, even if it is text after text. */
  newBlock(): void {
    this.say(() => this.closeBlock());
  }

  /** A source of the text that was just said. Ignored where no text block is open. */
  citation(citation: JsonObject): void {
    this.say(() => {
      if (this.block === 'text') this.delta({ type: 'citations_delta', citation });
    });
  }

  /** A piece of reasoning. */
  thinking(text: string): void {
    if (text === '' || this.options.thoughts !== 'shown') return;
    this.say(() => {
      if (this.block !== 'thinking') this.startThinking();
      this.characters += text.length;
      this.delta({ type: 'thinking_delta', thinking: text });
    });
  }

  /** Ends the thought with the state that the client is to bring back; without an open one, an empty thought carries it. */
  signThought(signature: string): void {
    if (this.options.thoughts === 'hidden') return;
    this.say(() => {
      if (this.block !== 'thinking') this.startThinking();
      this.closeBlock(signature);
    });
  }

  /**
   * A tool call, or more about one. `key` is the upstream's own way to tell calls apart. Until its first
   * argument arrives, id and name may still change.
   */
  toolCall(key: string | number, call: { id?: string | undefined; name?: string | undefined }): void {
    if (!this.finished) this.calls.declare(key, call);
  }

  /** A piece of a call's arguments, as JSON text. */
  toolArguments(key: string | number, json: string): void {
    if (!this.finished && json !== '') this.calls.push(key, json);
  }

  /** The call is complete. Dialects whose upstream never says so leave it to `finish()`. */
  endToolCall(key: string | number): void {
    if (this.finished) return;
    this.calls.end(key);
    this.resume();
  }

  /** A web search that the upstream made, with what it found. */
  webSearch(search: WebSearch): void {
    this.say(() => {
      this.searches++;
      const { id, query, found } = search;
      const input = JSON.stringify({ query });
      this.startBlock('tool_use', { type: 'server_tool_use', id, name: 'web_search', input: {}, ...this.caller() });
      this.delta({ type: 'input_json_delta', partial_json: input });
      const content =
        typeof found === 'string'
          ? ({ type: 'web_search_tool_result_error', error_code: found } as const)
          : found.map(({ url, title }) => ({
              type: 'web_search_result' as const,
              url,
              title,
              encrypted_content: '',
              page_age: null,
            }));
      this.startBlock('tool_use', { type: 'web_search_tool_result', tool_use_id: id, content, ...this.caller() });
      this.closeBlock();
    });
  }

  /** Figures of the upstream, in tokens; the last word counts. */
  usage(usage: Partial<Usage>): void {
    this.known = usage;
  }

  /** Why the answer ends. `end_turn` and `tool_use` are settled by whether a tool was called. */
  stop(reason: StopReason, explanation?: string): void {
    this.reason = reason;
    this.details =
      reason === 'refusal' ? { type: 'refusal', category: null, explanation: explanation ?? null } : undefined;
  }

  /** The upstream stopped at a sequence, and says at which. */
  stopAt(sequence: string): void {
    this.reason = 'stop_sequence';
    this.sequence = sequence;
  }

  /** Ends the message: closes what is open, then usage and stop reason, then the end. */
  finish(): void {
    if (this.finished) return;
    this.open();
    this.calls.finish(this.reason !== 'end_turn' && this.reason !== 'tool_use');
    this.resume();
    this.closeBlock();
    const called = this.calls.written > 0;
    if (this.reason === 'end_turn' && called) this.reason = 'tool_use';
    if (this.reason === 'tool_use' && !called) this.reason = 'end_turn';
    this.end(this.reason, this.sequence);
  }

  /** What has been written since the last `take()`. */
  take(): StreamEvent[] {
    const { events } = this;
    if (events.length > 0) this.events = [];
    return events;
  }

  private say(what: () => void): void {
    if (this.finished) return;
    if (this.calls.unfinished) this.waiting.push(what);
    else what();
  }

  private resume(): void {
    while (this.waiting.length > 0 && !this.calls.unfinished && !this.finished) this.waiting.shift()?.();
  }

  private writeText(text: string): void {
    if (this.scanner === undefined) {
      this.showText(text);
      return;
    }
    const { text: shown, hit } = this.scanner.push(text);
    this.showText(shown);
    if (hit !== undefined) {
      this.closeBlock();
      this.end('stop_sequence', hit);
    }
  }

  private showText(text: string): void {
    if (text === '') return;
    if (this.block !== 'text') this.startBlock('text', { type: 'text', text: '' });
    this.characters += text.length;
    this.delta({ type: 'text_delta', text });
  }

  private startThinking(): void {
    this.startBlock('thinking', { type: 'thinking', thinking: '', signature: '' });
  }

  private startBlock(kind: 'text' | 'thinking' | 'tool_use', block: BlockStartEvent['content_block']): void {
    if (kind !== 'text') this.closeBlock();
    else if (this.block !== undefined) this.stopBlock(PLAIN_SIGNATURE);
    this.open();
    this.block = kind;
    this.events.push({ type: 'content_block_start', index: this.index, content_block: block });
  }

  /** Closes the open block, after any text that waited for a stop sequence. */
  private closeBlock(signature = PLAIN_SIGNATURE): void {
    const held = this.scanner?.release() ?? '';
    this.showText(held);
    this.stopBlock(signature);
  }

  private stopBlock(signature: string): void {
    if (this.block === undefined) return;
    if (this.block === 'thinking') this.delta({ type: 'signature_delta', signature });
    this.block = undefined;
    this.events.push({ type: 'content_block_stop', index: this.index++ });
  }

  private delta(delta: BlockDelta): void {
    if (delta.type === 'input_json_delta') this.characters += delta.partial_json.length;
    this.events.push({ type: 'content_block_delta', index: this.index, delta });
  }

  private end(reason: StopReason, sequence: string | null): void {
    if (this.known?.output_tokens === undefined) this.options.onEstimatedUsage?.();
    const details = this.details === undefined ? {} : { stop_details: this.details };
    this.events.push(
      {
        type: 'message_delta',
        delta: { stop_reason: reason, stop_sequence: sequence, ...details },
        usage: this.totals(),
      },
      { type: 'message_stop' },
    );
    this.finished = true;
  }

  private totals(): Usage {
    const { known, searches } = this;
    return {
      input_tokens: this.options.inputTokens,
      cache_creation_input_tokens: 0,
      cache_read_input_tokens: 0,
      output_tokens: estimateTokens(this.characters),
      ...(searches > 0 ? { server_tool_use: { web_search_requests: searches, web_fetch_requests: 0 } } : {}),
      ...known,
    };
  }

  private caller(): { caller?: { type: 'direct' } } {
    return this.options.namesCaller ? { caller: { type: 'direct' } } : {};
  }
}
