import { BlockSequence, PLAIN_SIGNATURE, type BlockKind } from './block-sequence.js';
import { cleanUsage } from './clean-usage.js';
import { estimateTokens } from './estimate-tokens.js';
import type { JsonObject, StopDetails, StopReason, Usage } from './messages.types.js';
import { StopScanner } from './stop-scanner.js';
import type { BlockStartEvent, StreamEvent } from './stream-event.types.js';
import { ToolCallQueue } from './tool-call-queue.js';
import type { WebSearch, WriterOptions } from './writer.types.js';

/**
 * The one place that knows when a block of an Anthropic stream opens and closes. A translator calls its methods with
 * the content, and it writes the events with `BlockSequence`. Content that comes while a tool call is unfinished waits
 * until the calls are complete. `take()` returns the written events.
 */
export class MessageWriter {
  private characters = 0;
  private known: Partial<Usage> | undefined;
  private searches = 0;
  private reason: StopReason = 'end_turn';
  private sequence: string | null = null;
  private details: StopDetails | undefined;
  private readonly waiting: (() => void)[] = [];
  private readonly blocks: BlockSequence;
  private readonly scanner: StopScanner | undefined;
  private readonly calls: ToolCallQueue;

  /** The message is complete; later calls write nothing. */
  finished = false;

  constructor(private readonly options: WriterOptions) {
    this.blocks = new BlockSequence(options);
    this.scanner = options.stopSequences.length > 0 ? new StopScanner(options.stopSequences) : undefined;
    this.calls = new ToolCallQueue(options.naming, options.singleToolCall, {
      start: (id, name) => this.startBlock('call', { type: 'tool_use', id, name, input: {}, ...this.caller() }),
      arguments: (json) => this.writeJson(json),
      stop: () => this.closeBlock(),
      text: (text) => this.writeText(text),
    });
  }

  /** Starts the message, also without content: the timed commit of a silent upstream. */
  open(): void {
    this.blocks.startMessage(() => this.totals());
  }

  /** Visible text; adjacent pieces are one block. */
  text(text: string): void {
    assertText(text);
    if (text !== '') this.say(() => this.writeText(text));
  }

  /** The next content begins a block of its own, even if it is text after text. */
  newBlock(): void {
    this.say(() => this.closeBlock());
  }

  /** A source of the text just written. Ignored where no text block is open. */
  citation(citation: JsonObject): void {
    this.say(() => {
      if (this.blocks.kind === 'text') this.blocks.delta({ type: 'citations_delta', citation });
    });
  }

  /** A piece of reasoning. */
  thinking(text: string): void {
    assertText(text);
    if (text === '' || this.options.thoughts !== 'shown') return;
    this.say(() => {
      this.startThought();
      this.characters += text.length;
      this.blocks.delta({ type: 'thinking_delta', thinking: text });
    });
  }

  /**
   * Ends the thought with the state that the client sends back; without an open thought, an empty one carries the
   * state.
   */
  signThought(signature: string): void {
    if (this.options.thoughts === 'hidden') return;
    this.say(() => {
      this.startThought();
      this.closeBlock(signature);
    });
  }

  /**
   * A tool call, or a further piece of one. `key` is the upstream's identifier of the call within the response. Until
   * its first argument arrives, id and name may still change.
   */
  toolCall(key: string | number, call: { id?: string | undefined; name?: string | undefined }): void {
    assertText(call.id ?? '');
    assertText(call.name ?? '');
    if (!this.finished) this.calls.declare(key, call);
  }

  /** A piece of a call's arguments, as JSON text. */
  toolArguments(key: string | number, json: string): void {
    assertText(json);
    if (!this.finished && json !== '') this.calls.push(key, json);
  }

  /** Whether the arguments of this call are a whole JSON object so far. */
  hasWholeArguments(key: string | number): boolean {
    return this.calls.isComplete(key);
  }

  /** The call is complete. Dialects whose upstream does not mark this leave it to `finish()`. */
  endToolCall(key: string | number): void {
    if (this.finished) return;
    this.calls.end(key);
    this.resume();
  }

  /** A web search that the upstream made, with its results. */
  webSearch({ id, query, found }: WebSearch): void {
    assertText(query);
    this.say(() => {
      this.searches++;
      this.startBlock('call', { type: 'server_tool_use', id, name: 'web_search', input: {}, ...this.caller() });
      this.writeJson(JSON.stringify({ query }));
      const content =
        typeof found === 'string'
          ? { type: 'web_search_tool_result_error' as const, error_code: found }
          : found.map((hit) => ({ type: 'web_search_result' as const, ...hit, encrypted_content: '', page_age: null }));
      this.startBlock('whole', { type: 'web_search_tool_result', tool_use_id: id, content, ...this.caller() });
      this.closeBlock();
    });
  }

  /**
   * Figures of the upstream, in tokens; the last value counts. A value that is no count is estimated, like a missing
   * one.
   */
  usage(usage: Partial<Usage>): void {
    this.known = cleanUsage(usage);
  }

  /** Why the response ends. A tool call overrides it: the reason is `tool_use` then. */
  stop(reason: StopReason, explanation?: string): void {
    this.reason = reason;
    const refusal = { type: 'refusal' as const, category: null, explanation: explanation ?? null };
    this.details = reason === 'refusal' ? refusal : undefined;
  }

  /** The answer ends for a reason that is not known: as if the turn had ended, and it is reported. */
  stopUnknown(word: string): void {
    this.options.onUnknownStop?.(word);
    this.stop('end_turn');
  }

  /** The upstream stopped at this stop sequence. */
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
    this.end();
  }

  /** The events since the last `take()`. */
  take(): StreamEvent[] {
    return this.blocks.take();
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
    // Also where all of it is held back: an open thought ends here, and no other block comes in between.
    if (this.blocks.kind !== 'text') this.blocks.stopBlock();
    const { text: shown, hit } = this.scanner.push(text);
    this.showText(shown);
    if (hit === undefined) return;
    this.closeBlock();
    this.stopAt(hit);
    this.end();
  }

  private showText(text: string): void {
    if (text === '') return;
    if (this.blocks.kind !== 'text') {
      this.blocks.stopBlock();
      this.open();
      this.blocks.startBlock('text', { type: 'text', text: '' });
    }
    this.characters += text.length;
    this.blocks.delta({ type: 'text_delta', text });
  }

  private writeJson(json: string): void {
    this.characters += json.length;
    this.blocks.delta({ type: 'input_json_delta', partial_json: json });
  }

  private startThought(): void {
    if (this.blocks.kind !== 'thinking') this.startBlock('thinking', { type: 'thinking', thinking: '', signature: '' });
  }

  private startBlock(kind: BlockKind, block: BlockStartEvent['content_block']): void {
    this.closeBlock();
    this.open();
    this.blocks.startBlock(kind, block);
  }

  /** Closes the open block, after any text that waited for a stop sequence. */
  private closeBlock(signature = PLAIN_SIGNATURE): void {
    this.showText(this.scanner?.release() ?? '');
    this.blocks.stopBlock(signature);
  }

  /** Also at a stop sequence: before any text was sent, or in the text that `finish()` flushes. */
  private end(): void {
    if (this.finished) return;
    this.open();
    const called = this.calls.written > 0;
    if (called && (this.reason === 'end_turn' || this.reason === 'stop_sequence')) {
      // The client runs calls only where the stop reason is `tool_use`.
      this.reason = 'tool_use';
      this.sequence = null;
    }
    if (!called && this.reason === 'tool_use') this.reason = 'end_turn';
    if (this.known?.output_tokens === undefined) this.options.onEstimatedUsage?.();
    this.blocks.endMessage(this.reason, this.sequence, this.details, this.totals());
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

/**
 * Dialects assume that an upstream's response has its published form. Where it has another, this check keeps it out of
 * the stream: a translator that throws ends the response with an error.
 *
 * @throws TypeError where it is no text
 */
function assertText(text: unknown): void {
  if (typeof text !== 'string') throw new TypeError(`a text was expected, not ${typeof text}`);
}
