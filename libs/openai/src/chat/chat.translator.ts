import { ApiError, isObject, type MessageWriter, toCount } from '@gateway/protocol';
import { readFinishWord, type ResponseContext, type Translator } from '@gateway/provider-kit';
import { type ServerTraits, UNKNOWN_SERVER } from '@gateway/presets';
import { describeFilter, type FilterResult } from '../describe-filter.js';
import { toCitation } from '../to-citation.js';
import { ChatCallTracker } from './chat-call.tracker.js';
import type { ChatChoice, ChatChunk, ChatDelta, ChatToolCall, ChatUsage } from './chat.types.js';
import { MessageStateCollector } from './message-state.js';
import { AnswerText } from './text/answer-text.js';
import { readThoughts } from './text/read-thoughts.js';
import { readToolCalls } from './read-tool-calls.js';
import { toChatStop } from './to-chat-stop.js';
import { toChatUsage } from './to-chat-usage.js';

export interface ChatTranslation {
  readonly upstream: string;
  /** Who may have the state of an answer back. */
  readonly reader: string;
  readonly contextWindow?: number | undefined;
  /** How the text of an answer is taken apart; absent: it is text. */
  readonly server?: ServerTraits | undefined;
  toError(chunk: ChatChunk): ApiError;
}

/** Characters of a response that are kept, for citations and for the text of a refusal: a response may be endless. */
const MAX_KEPT = 1_000_000;

/** Writes a Chat Completions response to MessageWriter. Reads only the first choice. */
export class ChatTranslator implements Translator<ChatChunk> {
  private readonly calls: ChatCallTracker;
  private readonly state: MessageStateCollector;
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
    const names = new Set(requested.tools.map(({ name }) => name));
    this.state = new MessageStateCollector(translation.reader);
    this.calls = new ChatCallTracker((key) => writer.hasWholeArguments(key), names);
    const { server = { ...UNKNOWN_SERVER, thinkTags: 'off' } } = translation;
    this.text = new AnswerText(server, requested, {
      thought: (text) => this.think(text),
      text: (text) => this.speak(text),
      call: ({ name, arguments: given }) =>
        this.call([{ index: this.calls.size, function: { name, arguments: given } }]),
    });
  }

  push(chunk: ChatChunk): void {
    if (isProblem(chunk.error)) throw this.translation.toError(chunk);
    this.tier = chunk.service_tier ?? this.tier;
    const choice = chunk.choices?.find((each) => (each?.index ?? 0) === 0);
    if (choice) this.read(choice);
    this.usage = chunk.usage ?? chunk.x_groq?.usage ?? this.usage;
    if (this.usage !== undefined) this.writer.usage(toChatUsage(this.usage, this.tier));
  }

  end(marked: boolean): void {
    this.text.end();
    const { upstream, contextWindow } = this.translation;
    this.sign();
    const unheard = this.spoken === '' && this.calls.size === 0 && !this.thought;
    if (this.finish === undefined && (!marked || unheard)) {
      throw new ApiError('api_error', `[${upstream}] the upstream's stream ended before the response was complete`);
    }
    const used = this.usage;
    const full =
      contextWindow !== undefined &&
      (toCount(used?.total_tokens) ?? 0) >= contextWindow &&
      (toCount(used?.completion_tokens) ?? 0) < this.requested.maxTokens;
    const { finish = '' } = this;
    const meaning = toChatStop(finish, full);
    if (meaning === 'failed') throw new ApiError('api_error', `[${upstream}] the upstream stopped with "${finish}"`);
    const found = describeFilter(this.filter);
    if (this.refused) this.writer.stop('refusal', this.spoken);
    else if (meaning === 'unknown') this.writer.stopUnknown(finish);
    else if (meaning === 'none') this.writer.stop('end_turn');
    else this.writer.stop(meaning, `stopped by the provider's content filter${found === '' ? '' : `: ${found}`}`);
    const at = this.stoppedAt;
    const { stops, writing } = this.requested;
    if (typeof at === 'string' && [...stops, ...writing.stopSequences].includes(at)) this.writer.stopAt(at);
    this.writer.finish();
  }

  private read(choice: ChatChoice): void {
    const delta = choice.delta ?? choice.message;
    if (delta) this.say(delta);
    if (readFinishWord(choice.finish_reason) !== 'none') this.finish ??= choice.finish_reason ?? undefined;
    this.stoppedAt ??= choice.stop_reason ?? choice.matched_stop;
    this.filter = { ...this.filter, ...choice.content_filter_results };
  }

  private say(delta: ChatDelta): void {
    this.think(readThoughts(delta));
    this.state.addDetails(delta.reasoning_details);
    this.text.push(toText(delta.content));
    const calls = readToolCalls(delta.tool_calls);
    if (calls.length > 0) this.text.end();
    if (delta.refusal) {
      this.refused = true;
      this.speak(delta.refusal);
    }
    for (const { url_citation: source } of delta.annotations ?? []) {
      const citation = source && toCitation({ ...source, type: 'url_citation' }, this.spoken);
      if (citation) this.writer.citation(citation);
    }
    this.call(calls);
    if (delta.function_call) this.call([{ index: 0, function: delta.function_call }]);
  }

  private think(text: string): void {
    this.thought ||= text !== '';
    this.writer.thinking(text);
  }

  private speak(text: string): void {
    if (text !== '') this.sign();
    if (this.spoken.length < MAX_KEPT) this.spoken += text;
    this.writer.text(text);
  }

  /** State stands before what follows it: in the thought that is open, or in an empty one. */
  private sign(): void {
    const signature = this.state.take();
    if (signature !== undefined) this.writer.signThought(signature);
  }

  private withPlainName(entry: ChatToolCall): ChatToolCall {
    const { function: called } = entry;
    if (!called?.name) return entry;
    return { ...entry, function: { ...called, name: this.text.toName(called.name) } };
  }

  private call(entries: readonly ChatToolCall[]): void {
    this.calls.startDelta(entries.length);
    for (const entry of entries) {
      const { call, number, text } = this.calls.take(this.withPlainName(entry));
      this.state.addExtra(number, entry.extra_content);
      this.sign();
      this.writer.toolCall(call.key, { id: call.id, name: call.name });
      this.writer.toolArguments(call.key, text);
    }
  }
}

/** Some servers send the key with every chunk, and nothing in it. */
function isProblem(error: unknown): boolean {
  return Boolean(error) && !(isObject(error) && Object.keys(error).length === 0);
}

function toText(content: ChatDelta['content']): string {
  if (typeof content === 'string') return content;
  return (content ?? []).map(({ text }) => text ?? '').join('');
}
