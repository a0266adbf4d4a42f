import { ApiError, type MessageWriter } from '@gateway/protocol';
import type { ResponseContext, Translator } from '@gateway/provider-kit';
import { type ServerTraits, UNKNOWN_SERVER } from '@gateway/presets';
import { describeFilter, type FilterResult } from '../describe-filter.js';
import { toCitation } from '../to-citation.js';
import type { ChatChoice, ChatChunk, ChatDelta, ChatToolCall, ChatUsage } from './chat.types.js';
import { AnswerText } from './text/answer-text.js';
import { readThoughtParts } from './text/read-thought-parts.js';
import { toChatStop } from './to-chat-stop.js';
import { toChatUsage } from './to-chat-usage.js';

export interface ChatTranslation {
  readonly upstream: string;
  readonly contextWindow?: number | undefined;
  /** How the text of an answer is taken apart; absent: it is text. */
  readonly server?: ServerTraits | undefined;
  toError(chunk: ChatChunk): ApiError;
}

/** What is known of one tool call so far. */
interface KnownCall {
  readonly key: number | string;
  readonly index: number;
  id: string | undefined;
  name: string;
}

/** Characters of a response that are kept, for citations and for the text of a refusal: a response may be endless. */
const MAX_KEPT = 1_000_000;

/** Writes a Chat Completions response to MessageWriter. Reads only the first choice. */
export class ChatTranslator implements Translator<ChatChunk> {
  private readonly calls: KnownCall[] = [];
  private usage: ChatUsage | undefined;
  private tier: string | null | undefined;
  private finish: string | undefined;
  private stoppedAt: unknown;
  private filter: FilterResult = {};
  private refused = false;
  private thought = false;
  /** The beginning of the text so far. */
  private spoken = '';
  private readonly text: AnswerText;

  constructor(
    private readonly writer: MessageWriter,
    private readonly requested: ResponseContext,
    private readonly translation: ChatTranslation,
  ) {
    const { server = { ...UNKNOWN_SERVER, thinkTags: 'off' } } = translation;
    this.text = new AnswerText(server, requested, {
      thought: (text) => this.think(text),
      text: (text) => this.speak(text),
      call: ({ name, arguments: given }) =>
        this.call({ index: this.calls.length, function: { name, arguments: given } }),
    });
  }

  push(chunk: ChatChunk): void {
    if (chunk.error !== undefined && chunk.error !== null) throw this.translation.toError(chunk);
    this.tier = chunk.service_tier ?? this.tier;
    const choice = chunk.choices?.find(({ index }) => (index ?? 0) === 0);
    if (choice !== undefined) this.read(choice);
    this.usage = chunk.usage ?? chunk.x_groq?.usage ?? this.usage;
    if (this.usage !== undefined) this.writer.usage(toChatUsage(this.usage, this.tier));
  }

  end(marked: boolean): void {
    this.text.end();
    const { upstream, contextWindow } = this.translation;
    const unheard = this.spoken === '' && this.calls.length === 0 && !this.thought;
    if (this.finish === undefined && (!marked || unheard)) {
      throw new ApiError('api_error', `[${upstream}] the upstream's stream ended before the response was complete`);
    }
    if (this.finish === 'error') throw new ApiError('api_error', `[${upstream}] the upstream stopped with an error`);
    const used = this.usage;
    const full =
      contextWindow !== undefined &&
      (used?.total_tokens ?? 0) >= contextWindow &&
      (used?.completion_tokens ?? 0) < this.requested.maxTokens;
    const reason = this.refused ? 'refusal' : toChatStop(this.finish, full);
    const found = describeFilter(this.filter);
    this.writer.stop(reason, `stopped by the provider's content filter${found === '' ? '' : `: ${found}`}`);
    if (this.refused) this.writer.stop('refusal', this.spoken);
    const at = this.stoppedAt;
    const { stops, writing } = this.requested;
    if (typeof at === 'string' && [...stops, ...writing.stopSequences].includes(at)) this.writer.stopAt(at);
    this.writer.finish();
  }

  private read(choice: ChatChoice): void {
    const delta = choice.delta ?? choice.message;
    if (delta) this.say(delta);
    this.finish ??= choice.finish_reason ?? undefined;
    this.stoppedAt ??= choice.stop_reason ?? choice.matched_stop;
    this.filter = { ...this.filter, ...choice.content_filter_results };
  }

  private say(delta: ChatDelta): void {
    // Where both are present they are copies of each other.
    const thought = [delta.reasoning_content, delta.reasoning].find(Boolean) ?? '';
    this.think(thought);
    this.think(readThoughtParts(delta.content));
    this.text.push(toText(delta.content));
    if (delta.tool_calls?.length) this.text.end();
    if (delta.refusal) {
      this.refused = true;
      this.speak(delta.refusal);
    }
    for (const { url_citation: source } of delta.annotations ?? []) {
      const citation = source && toCitation({ ...source, type: 'url_citation' }, this.spoken);
      if (citation) this.writer.citation(citation);
    }
    for (const call of delta.tool_calls ?? []) this.call(call);
    if (delta.function_call) this.call({ index: 0, function: delta.function_call });
  }

  private think(text: string): void {
    this.thought ||= text !== '';
    this.writer.thinking(text);
  }

  private speak(text: string): void {
    if (this.spoken.length < MAX_KEPT) this.spoken += text;
    this.writer.text(text);
  }

  private call(given: ChatToolCall): void {
    const { function: called } = given;
    const id = String(given.id ?? '');
    const call = this.find(given, id);
    const args = called?.arguments;
    const name = this.text.toName(called?.name ?? '');
    if (call.name === '') call.name = name;
    // Servers that split a name send its pieces without an id; others repeat the whole name.
    else if (!id && name !== '' && name !== call.name) call.name += name;
    if (id) call.id ??= id;
    this.writer.toolCall(call.key, { id: call.id, name: call.name });
    if (args !== undefined && args !== null) {
      this.writer.toolArguments(call.key, typeof args === 'string' ? args : JSON.stringify(args));
    }
  }

  /**
   * Calls are identified by index; by id where there is none; else it is the last one. Gemini's compatible endpoint
   * gives all calls of one response the same index: a call with an id and a name of its own is another call.
   */
  private find({ index, function: called }: ChatToolCall, id: string): KnownCall {
    const known =
      typeof index === 'number'
        ? this.calls.findLast((call) => call.index === index)
        : id
          ? this.calls.find((call) => call.id === id)
          : this.calls.at(-1);
    // A new id alone proves nothing: some servers generate one for every piece.
    const another = known?.id !== undefined && id && id !== known.id && called?.name;
    if (known !== undefined && !another) return known;
    const at = index ?? this.calls.length;
    const key = known === undefined ? at : `${at}.${this.calls.length}`;
    const fresh: KnownCall = { key, index: at, id: undefined, name: '' };
    this.calls.push(fresh);
    return fresh;
  }
}

function toText(content: ChatDelta['content']): string {
  if (typeof content === 'string') return content;
  return (content ?? []).map(({ text }) => text ?? '').join('');
}
