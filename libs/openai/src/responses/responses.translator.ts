import { readFinishWord, type Translator } from '@gateway/provider-kit';
import type { ApiError } from '@gateway/protocol';
import { type OutputContext, OutputItemsTranslator } from './output-items.translator.js';
import type { ResponseResult, ResponsesChunk } from './responses.types.js';
import { toResponsesStop } from './to-responses-stop.js';
import { toResponsesUsage } from './to-responses-usage.js';

export interface TranslatorContext extends OutputContext {
  /** The requested maximum of output tokens. */
  readonly maxTokens: number;
  /** Tokens of prompt and response together, where known. */
  readonly contextWindow?: number | undefined;
  /** An error object of the stream as an Anthropic error. */
  toError(error: unknown): ApiError;
}

/**
 * Writes a Responses stream to MessageWriter (contract §13.5). Events that are not read here repeat what others
 * contain.
 */
export class ResponsesTranslator implements Translator<ResponsesChunk> {
  private readonly items: OutputItemsTranslator;

  constructor(private readonly context: TranslatorContext) {
    this.items = new OutputItemsTranslator(context);
  }

  push(chunk: ResponsesChunk): void {
    switch (chunk.type) {
      case 'response.output_item.added':
        if (chunk.item) this.items.add(chunk, chunk.item);
        break;
      case 'response.output_item.done':
        if (chunk.item) this.items.end(chunk, chunk.item);
        break;
      case 'response.output_text.delta':
        this.items.message(chunk).text(chunk.content_index ?? 0, chunk.delta ?? '');
        break;
      case 'response.output_text.done':
        this.items.message(chunk).content(chunk.content_index ?? 0, { type: 'output_text', text: chunk.text ?? '' });
        break;
      case 'response.content_part.done':
        if (chunk.part && chunk.part.type !== 'reasoning_text')
          this.items.message(chunk).content(chunk.content_index ?? 0, chunk.part);
        break;
      case 'response.output_text.annotation.added':
        if (chunk.annotation) this.items.message(chunk).cite(chunk.content_index ?? 0, chunk.annotation);
        break;
      case 'response.refusal.delta':
        this.items.message(chunk).refusal(chunk.content_index ?? 0, chunk.delta ?? '');
        break;
      case 'response.refusal.done':
        this.items.message(chunk).content(chunk.content_index ?? 0, { type: 'refusal', refusal: chunk.refusal ?? '' });
        break;
      case 'response.reasoning_summary_text.delta':
        this.items.reasoning(chunk).text('summary', chunk.summary_index ?? 0, chunk.delta ?? '');
        break;
      case 'response.reasoning_text.delta':
        this.items.reasoning(chunk).text('text', chunk.content_index ?? 0, chunk.delta ?? '');
        break;
      case 'response.function_call_arguments.delta':
        this.items.call(chunk).arguments(chunk.delta ?? '');
        break;
      case 'response.function_call_arguments.done':
        this.items.call(chunk).wholeArguments(chunk.arguments ?? '');
        break;
      case 'response.completed':
      case 'response.incomplete':
        this.finish(chunk.response ?? {});
        break;
      case 'response.failed':
        throw this.context.toError(chunk.response?.error);
      case 'error':
        throw this.context.toError(chunk.error ?? chunk);
    }
  }

  /** Only the terminal event completes a response; an end marker without it does not. */
  end(): void {
    if (!this.context.writer.finished) {
      throw this.context.toError({
        code: 'server_error',
        message: 'the stream ended before the response was complete',
      });
    }
  }

  private finish(response: ResponseResult): void {
    const { writer } = this.context;
    const word = response.incomplete_details?.reason ?? '';
    if ([response.status, word].some((said) => readFinishWord(said) === 'failed')) {
      const message = `the answer is ${response.status ?? 'broken'} (${word})`;
      throw this.context.toError(response.error ?? { code: 'server_error', message });
    }
    this.items.finish(response.output ?? []);
    writer.usage(toResponsesUsage(response));
    const { reason, explanation } = toResponsesStop(response, { ...this.context, refused: this.items.refused });
    if (reason === 'unknown') writer.stopUnknown(word);
    else if (reason !== 'failed') writer.stop(reason, explanation);
    writer.finish();
  }
}
