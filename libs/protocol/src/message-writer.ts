import { assertText } from './assert-text.js';
import { BlockWriter } from './block-writer.js';
import { MessageStop } from './message-stop.js';
import type { StopReason, Usage } from './message.types.js';
import type { JsonObject } from './messages.types.js';
import type { StreamEvent } from './stream-event.types.js';
import { ToolCallQueue } from './tool-call-queue.js';
import { UsageTally } from './usage-tally.js';
import type { WebSearch, WriterOptions } from './writer.types.js';

/**
 * The one place that knows when a block of an Anthropic stream opens and closes. A translator calls its methods with
 * the content, and it writes the events with `BlockSequence`. Content that comes while a tool call is unfinished waits
 * until the calls are complete. `take()` returns the written events.
 */
export class MessageWriter {
  private readonly tally: UsageTally;
  private readonly ending = new MessageStop();
  private readonly waiting: (() => void)[] = [];
  private readonly blocks: BlockWriter;
  private readonly calls: ToolCallQueue;

  /** The message is complete; later calls write nothing. */
  finished = false;

  constructor(private readonly options: WriterOptions) {
    this.tally = new UsageTally(options.inputTokens);
    this.blocks = new BlockWriter(options, this.tally, (sequence) => {
      this.stopAt(sequence);
      this.end();
    });
    this.calls = new ToolCallQueue(options.naming, options.singleToolCall, {
      start: (id, name) => this.blocks.start('call', { type: 'tool_use', id, name, input: {}, ...this.caller() }),
      arguments: (json) => this.blocks.json(json),
      stop: () => this.blocks.close(),
      text: (text) => this.blocks.text(text),
    });
  }

  /** Starts the message, also without content: the timed commit of a silent upstream. */
  open(): void {
    this.blocks.open();
  }

  /** Visible text; adjacent pieces are one block. */
  text(text: string): void {
    assertText(text);
    if (text !== '') this.say(() => this.blocks.text(text));
  }

  /** The next content begins a block of its own, even if it is text after text. */
  newBlock(): void {
    this.say(() => this.blocks.close());
  }

  /** A source of the text just written. Ignored where no text block is open. */
  citation(citation: JsonObject): void {
    this.say(() => this.blocks.citation(citation));
  }

  /** A piece of reasoning. */
  thinking(text: string): void {
    assertText(text);
    if (text === '' || this.options.thoughts !== 'shown') return;
    this.say(() => this.blocks.thought(text));
  }

  /**
   * Ends the thought with the state that the client sends back; without an open thought, an empty one carries the
   * state.
   */
  signThought(signature: string): void {
    if (this.options.thoughts === 'hidden') return;
    this.say(() => this.blocks.sign(signature));
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
      this.tally.countSearch();
      this.blocks.start('call', { type: 'server_tool_use', id, name: 'web_search', input: {}, ...this.caller() });
      this.blocks.json(JSON.stringify({ query }));
      const content =
        typeof found === 'string'
          ? { type: 'web_search_tool_result_error' as const, error_code: found }
          : found.map((hit) => ({ type: 'web_search_result' as const, ...hit, encrypted_content: '', page_age: null }));
      this.blocks.start('whole', { type: 'web_search_tool_result', tool_use_id: id, content, ...this.caller() });
      this.blocks.close();
    });
  }

  /**
   * Figures of the upstream, in tokens; the last value counts. A value that is no count is estimated, like a missing
   * one.
   */
  usage(usage: Partial<Usage>): void {
    this.tally.report(usage);
  }

  /** Why the response ends. A tool call overrides it: the reason is `tool_use` then. */
  stop(reason: StopReason, explanation?: string): void {
    this.ending.set(reason, explanation);
  }

  /** The answer ends for a reason that is not known: as if the turn had ended, and it is reported. */
  stopUnknown(word: string): void {
    this.options.onUnknownStop?.(word);
    this.stop('end_turn');
  }

  /** The upstream stopped at this stop sequence. */
  stopAt(sequence: string): void {
    this.ending.setSequence(sequence);
  }

  /** Ends the message: closes what is open, then usage and stop reason, then the end. */
  finish(): void {
    if (this.finished) return;
    this.open();
    this.calls.finish(this.ending.isCut);
    this.resume();
    this.blocks.close();
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

  /** Also at a stop sequence: before any text was sent, or in the text that `finish()` flushes. */
  private end(): void {
    if (this.finished) return;
    this.open();
    if (this.tally.isEstimated) this.options.onEstimatedUsage?.();
    this.blocks.end(this.ending.end(this.calls.written > 0));
    this.finished = true;
  }

  private caller(): { caller?: { type: 'direct' } } {
    return this.options.namesCaller ? { caller: { type: 'direct' } } : {};
  }
}
