import type { MessageWriter } from '@gateway/protocol';
import { CallItemTranslator } from './call-item.translator.js';
import { isParallelWrapper } from './expand-parallel.js';
import { MessageItemTranslator } from './message-item.translator.js';
import { ReasoningItemTranslator } from './reasoning-item.translator.js';
import { type Follower, toFollower, toSignature } from './reasoning-state.js';
import type { FunctionCallItem, OutputItem } from './responses.types.js';
import { toSearchResult } from './to-search-result.js';

export interface OutputContext {
  readonly writer: MessageWriter;
  /** The reader of the encrypted reasoning. */
  readonly reader: string;
  /** The tools of the upstream's request. */
  readonly tools: readonly { readonly name: string }[];
  /** Domains that the client excludes. */
  readonly blockedDomains: readonly string[];
}

/** The fields by which an event identifies its item. */
export interface Place {
  readonly output_index?: number | null;
  readonly item_id?: string | null;
}

/**
 * Writes the items of one response to MessageWriter. They are identified by `output_index`: behind some proxies the
 * ids of items change within one stream. An item may begin without its `added` event.
 */
export class OutputItemsTranslator {
  private readonly begun = new Set<number>();
  private readonly messages = new Map<number, MessageItemTranslator>();
  private readonly calls = new Map<number, CallItemTranslator>();
  private readonly reasonings = new Map<number, ReasoningItemTranslator>();
  private readonly indexes = new Map<string, number>();
  private readonly ended = new Set<number>();
  /** Own indexes of calls whose index in the stream was another call's before. */
  private readonly moved = new Map<number | null | undefined, number>();
  private last = 0;
  /** Encrypted reasoning that waits for the item that follows it. */
  private thought: string | undefined;

  constructor(private readonly context: OutputContext) {}

  /** The text of a refusal, where the model refused. */
  get refused(): string | undefined {
    return [...this.messages.values()].map(({ refused }) => refused).find((text) => text !== undefined);
  }

  message(place: Place, item: OutputItem = { type: 'message' }): MessageItemTranslator {
    return this.find(this.messages, place, item, () => new MessageItemTranslator(this.context.writer));
  }

  call(place: Place, item: FunctionCallItem = { type: 'function_call' }): CallItemTranslator {
    return this.find(this.calls, place, item, (index) => {
      return new CallItemTranslator(this.context.writer, index, this.isWrapper(item));
    });
  }

  reasoning(place: Place): ReasoningItemTranslator {
    const item = { type: 'reasoning' } as const;
    return this.find(this.reasonings, place, item, () => new ReasoningItemTranslator(this.context.writer));
  }

  /** An item begins. */
  add({ output_index }: Place, item: OutputItem): void {
    const place = { output_index: output_index ?? this.begun.size, item_id: item.id };
    if (item.type === 'function_call') this.call(this.separate(place, item, true), item).begin(item);
    else this.begin(place, item);
  }

  /** An item is complete: what was not streamed is written. */
  end({ output_index }: Place, item: OutputItem): void {
    const place = { output_index, item_id: item.id };
    if (item.type === 'message') this.message(place, item).end(item);
    else if (item.type === 'function_call') this.endCall(this.separate(place, item, false), item);
    else if (item.type === 'reasoning') this.thought = this.reasoning(place).end(item);
    else this.search(this.begin(place, item), item);
  }

  /**
   * The response is complete. Some proxies send the items only with the terminal event: then they are written now. A
   * call is never lost; other items cannot be distinguished from those that were streamed, because ids change.
   */
  finish(output: readonly OutputItem[]): void {
    const called = new Set([...this.calls.values()].map(({ callId }) => callId));
    const nothing = this.begun.size === 0;
    for (const item of output) {
      const unheard = nothing || (item.type === 'function_call' && !called.has(item.call_id ?? undefined));
      if (unheard) this.end({ output_index: Math.max(-1, ...this.begun) + 1 }, item);
    }
    this.sign('-');
  }

  private endCall(place: Place, item: FunctionCallItem): void {
    this.call(place, item).end(item);
    this.ended.add(this.indexOf(place));
  }

  /**
   * The place of a call. Behind some proxies all items have one index, or none: there another call begins with an
   * announcement under another id, or behind the end of the call before.
   */
  private separate(place: Place, { call_id: id }: FunctionCallItem, isAnnounced: boolean): Place {
    const index = this.indexOf(place);
    const known = this.calls.get(index);
    const isSame = known?.callId !== undefined && known.callId === id;
    const isOver = this.ended.has(index) || (isAnnounced && known?.callId !== undefined);
    if (isSame || !isOver) return place;
    this.moved.set(place.output_index, Math.max(...this.begun) + 1);
    return { output_index: place.output_index };
  }

  private indexOf({ output_index: given, item_id: id }: Place): number {
    return this.moved.get(given) ?? given ?? this.indexes.get(id ?? '') ?? this.last;
  }

  private search(index: number, item: OutputItem): void {
    if (item.type !== 'web_search_call') return;
    const search = toSearchResult({ ...item, id: item.id ?? String(index) }, this.context.blockedDomains);
    if (search !== undefined) this.context.writer.webSearch(search);
  }

  private isWrapper(call: FunctionCallItem): boolean {
    return isParallelWrapper(call.name, this.context.tools);
  }

  private find<Item>(among: Map<number, Item>, place: Place, item: OutputItem, make: (index: number) => Item): Item {
    const index = this.begin(place, item);
    const found = among.get(index) ?? make(index);
    among.set(index, found);
    return found;
  }

  /** Returns the item's index. The first event of an item ends the one before. */
  private begin(place: Place, item: OutputItem): number {
    const { item_id: id } = place;
    const index = this.indexOf(place);
    if (this.begun.has(index)) return index;
    this.begun.add(index);
    this.last = index;
    if (id) this.indexes.set(id, index);
    const follower = toFollower(item, (call) => this.isWrapper(call));
    this.sign(follower, item.type === 'message' ? item.phase : undefined);
    this.context.writer.newBlock();
    return index;
  }

  /** Signs the thought before, now that the item after it is known. */
  private sign(nx: Follower, phase?: string | null): void {
    const { thought: ec } = this;
    if (ec === undefined) return;
    this.thought = undefined;
    this.context.writer.signThought(toSignature({ m: this.context.reader, ec, nx, ...(phase ? { ph: phase } : {}) }));
  }
}
