import { ApiError, type MessageWriter, type Usage } from '@gateway/protocol';
import { readFinishWord, type Translator } from '@gateway/provider-kit';
import { CallPartsTranslator, type CallContext } from './call-parts.translator.js';
import type { GeminiGrounding, GeminiPart, GenerateChunk, GenerateReply } from './generate.types.js';
import { toGeminiStop } from './to-gemini-stop.js';
import { toGeminiUsage } from './to-gemini-usage.js';
import { toText } from './to-text.js';
import { toCitations, toWebSearch } from './to-web-search.js';

export interface TranslatorContext extends CallContext {
  /** Its name in errors: `gemini`. */
  readonly upstream: string;
  /** Tokens that were asked for at most, over all parts of the answer. */
  readonly maxTokens: number;
  /** A chunk that is a failure, as an Anthropic error. */
  toError(chunk: GenerateReply): ApiError;
  /** Called with each `modelVersion` of the answer. */
  onModel(version: string): void;
}

/** Writes Gemini's chunks to MessageWriter (contract §10.3, §13.6). A failure is thrown. */
export class GenerateTranslator implements Translator<GenerateChunk> {
  private readonly writer: MessageWriter;
  private readonly calls: CallPartsTranslator;
  private usage: Partial<Usage> = {};
  /** Of the parts of a continued answer before this one. */
  private earlier: Partial<Usage> | undefined;
  private spoke = false;
  private candidates = false;
  private finish: { reason: string; message: string | undefined; token: string | undefined } | undefined;
  private blocked: string | undefined;
  private grounding: { readonly metadata: GeminiGrounding; readonly isWritten: boolean } | undefined;
  private responseId: string | undefined;

  constructor(private readonly context: TranslatorContext) {
    this.writer = context.writer;
    this.calls = new CallPartsTranslator(context);
  }

  push(chunk: GenerateChunk): void {
    if (isList(chunk)) for (const each of chunk) this.push(each);
    else if ('ahead' in chunk) {
      this.responseId = chunk.responseId;
      this.writeSearch(chunk.ahead);
    } else this.pushReply(chunk);
  }

  get continuation(): string | undefined {
    const isSpent = (this.usage.output_tokens ?? 0) >= this.context.maxTokens;
    return this.finish?.reason === 'CONTINUATION' && !isSpent ? this.finish.token : undefined;
  }

  resume(): void {
    this.earlier = this.usage;
    this.finish = undefined;
  }

  cutOff(): boolean {
    if (this.calls.isAmid) return false;
    this.finish = { reason: 'MAX_TOKENS', message: undefined, token: undefined };
    this.end();
    return true;
  }

  /** There is no end marker: a response is complete when it has a finish reason (contract §13.6). */
  end(): void {
    const { writer } = this;
    if (this.finish === undefined && this.blocked !== undefined) writer.stop('refusal', this.blocked);
    else this.stop();
    this.calls.finish(this.finish?.reason !== 'STOP');
    // Google sends its sources last; in a whole response they were moved to the front, and can be cited.
    if (this.grounding?.isWritten === false) this.writeSearch(this.grounding.metadata);
    else if (this.grounding !== undefined) toCitations(this.grounding.metadata).forEach((c) => writer.citation(c));
    this.writeUsage();
    writer.finish();
  }

  private pushReply(chunk: GenerateReply): void {
    if (chunk.error) throw this.context.toError(chunk);
    this.responseId ??= chunk.responseId;
    if (chunk.modelVersion) this.context.onModel(chunk.modelVersion);
    const usage = toGeminiUsage(chunk.usageMetadata);
    if (usage !== undefined) {
      this.usage = this.earlier === undefined ? usage : addPart(this.earlier, usage);
      this.writer.usage(this.usage);
    }
    const { blockReason, blockReasonMessage } = chunk.promptFeedback ?? {};
    if (blockReason) this.blocked = blockReasonMessage ?? `prompt blocked: ${blockReason}`;
    const candidate = chunk.candidates?.find(({ index }) => (index ?? 0) === 0);
    if (candidate === undefined) return;
    this.candidates = true;
    for (const part of candidate.content?.parts ?? []) this.part(part);
    const { groundingMetadata: metadata, finishReason, finishMessage, continuationToken: token } = candidate;
    if (metadata && this.grounding?.isWritten !== true && toWebSearch(metadata, undefined) !== undefined) {
      this.grounding = { metadata, isWritten: false };
    }
    // Some proxies send fields that have no value yet.
    if (!finishReason) return;
    // `FINISH_REASON_UNSPECIFIED` is no reason yet.
    if (this.finish === undefined || readFinishWord(this.finish.reason) === 'none')
      this.finish = { reason: finishReason, message: finishMessage, token };
    if (toGeminiStop(finishReason) === 'failed')
      throw this.broken(`the model stopped with ${finishReason}`, finishMessage);
  }

  private part(part: GeminiPart): void {
    if (this.calls.take(part)) this.spoke = true;
    else if (part.thought === true) this.writer.thinking(part.text ?? '');
    else {
      // A signature on text is optional for Google, and no block could carry it (contract §14.3).
      const text = part.text ?? toText(part);
      this.spoke ||= text !== '';
      this.writer.text(text);
    }
  }

  private stop(): void {
    const { finish } = this;
    if (finish === undefined) {
      throw this.broken(
        this.candidates ? 'the response ended without a finish reason' : 'the upstream sent no response',
      );
    }
    const stop = toGeminiStop(finish.reason);
    if ((stop === 'unclear' || stop === 'unknown') && !this.spoke)
      throw this.broken(`the model stopped with ${finish.reason}`, finish.message);
    if (stop === 'unknown') this.writer.stopUnknown(finish.reason);
    else if (stop === 'refusal') this.writer.stop(stop, finish.message ?? finish.reason);
    else this.writer.stop(stop === 'unclear' || stop === 'failed' ? 'end_turn' : stop);
  }

  private writeSearch(metadata: GeminiGrounding): void {
    this.grounding = { metadata, isWritten: true };
    const search = toWebSearch(metadata, this.responseId);
    if (search !== undefined) this.writer.webSearch(search);
  }

  /** MessageWriter counts the searches that were written; Google may have made several for one. */
  private writeUsage(): void {
    const searches = this.grounding?.metadata.webSearchQueries?.length ?? 0;
    if (searches === 0) return;
    const { usage } = this;
    this.writer.usage({ ...usage, server_tool_use: { web_search_requests: searches, web_fetch_requests: 0 } });
  }

  private broken(what: string, why?: string): ApiError {
    return new ApiError('api_error', `[${this.context.upstream}] ${what}${why === undefined ? '' : `: ${why}`}`);
  }
}

function isList(chunk: GenerateChunk): chunk is readonly GenerateReply[] {
  return Array.isArray(chunk);
}

/** Figures of a continued answer: the prompt counts once, as the first part had it; the output is the sum. */
function addPart(earlier: Partial<Usage>, part: Partial<Usage>): Partial<Usage> {
  const thoughts = thoughtsOf(earlier) + thoughtsOf(part);
  return {
    ...earlier,
    output_tokens: (earlier.output_tokens ?? 0) + (part.output_tokens ?? 0),
    ...(thoughts === 0 ? {} : { output_tokens_details: { thinking_tokens: thoughts } }),
  };
}

function thoughtsOf({ output_tokens_details: details }: Partial<Usage>): number {
  return details?.thinking_tokens ?? 0;
}
