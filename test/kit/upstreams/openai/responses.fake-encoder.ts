import { inPieces } from '../in-pieces.js';
import type { End, Figures, JsonObject, Problem, Said } from '../script.types.js';
import type { FakeEncoder } from '../wire.types.js';

const STATUS: Record<End, string> = { done: 'completed', limit: 'incomplete', filter: 'incomplete' };
const REASON: Record<End, JsonObject | null> = {
  done: null,
  limit: { reason: 'max_output_tokens' },
  filter: { reason: 'content_filter' },
};

/** Speaks the Responses API: numbered events, items that open, grow and are repeated whole. */
export class ResponsesFakeEncoder implements FakeEncoder {
  private sequence = 0;
  private readonly output: JsonObject[] = [];

  constructor(private readonly model: string) {}

  begin(): string {
    const response = this.response('in_progress');
    return this.event('response.created', { response }) + this.event('response.in_progress', { response });
  }

  say(said: Said): string {
    const index = this.output.length;
    const item = this.item(said, index);
    this.output.push(item);
    const place = { output_index: index };
    const open = this.event('response.output_item.added', { ...place, item: unfinished(item) });
    return (
      open +
      this.grow(said, { ...place, item_id: item.id }, item) +
      this.event('response.output_item.done', { ...place, item })
    );
  }

  end(end: End, usage: Figures): string {
    return this.event(`response.${STATUS[end]}`, { response: this.ended(end, usage) });
  }

  fail(problem: Problem): string {
    const error = { type: 'server_error', code: problem.code ?? 'server_error', message: problem.message, param: null };
    const response = { ...this.response('failed'), error: { code: error.code, message: error.message } };
    return this.event('error', { error }) + this.event('response.failed', { response });
  }

  whole(said: readonly Said[], end: End, usage: Figures): JsonObject {
    this.output.push(...said.map((each, index) => this.item(each, index)));
    return this.ended(end, usage);
  }

  private grow(said: Said, place: JsonObject, item: JsonObject): string {
    if ('text' in said) {
      const part = { type: 'output_text', annotations: [], logprobs: [], text: '' };
      const inside = { ...place, content_index: 0 };
      const text = [said.text].flat().join('');
      return [
        this.event('response.content_part.added', { ...inside, part }),
        ...[said.text]
          .flat()
          .map((delta) =>
            this.event('response.output_text.delta', { ...inside, delta, logprobs: [], obfuscation: 'kit' }),
          ),
        this.event('response.output_text.done', { ...inside, text, logprobs: [] }),
        this.event('response.content_part.done', { ...inside, part: { ...part, text } }),
      ].join('');
    }
    if ('think' in said) {
      if (said.think === '') return '';
      const inside = { ...place, summary_index: 0 };
      const part = { type: 'summary_text', text: said.think };
      return [
        this.event('response.reasoning_summary_part.added', { ...inside, part: { ...part, text: '' } }),
        ...inPieces(said.think).map((delta) =>
          this.event('response.reasoning_summary_text.delta', { ...inside, delta, obfuscation: 'kit' }),
        ),
        this.event('response.reasoning_summary_text.done', { ...inside, text: said.think }),
        this.event('response.reasoning_summary_part.done', { ...inside, part }),
      ].join('');
    }
    if ('call' in said) {
      const whole = String(item.arguments);
      return [
        ...inPieces(whole).map((delta) =>
          this.event('response.function_call_arguments.delta', { ...place, delta, obfuscation: 'kit' }),
        ),
        this.event('response.function_call_arguments.done', { ...place, arguments: whole }),
      ].join('');
    }
    return ['in_progress', 'searching', 'completed']
      .map((step) => this.event(`response.web_search_call.${step}`, place))
      .join('');
  }

  private item(said: Said, index: number): JsonObject {
    const id = (prefix: string): string => `${prefix}_kit${index}`;
    if ('text' in said) {
      const text = [said.text].flat().join('');
      const content = [{ type: 'output_text', annotations: [], logprobs: [], text }];
      return { id: id('msg'), type: 'message', status: 'completed', role: 'assistant', content };
    }
    if ('think' in said) {
      const summary = said.think === '' ? [] : [{ type: 'summary_text', text: said.think }];
      return {
        id: id('rs'),
        type: 'reasoning',
        summary,
        ...(said.state === undefined ? {} : { encrypted_content: said.state }),
      };
    }
    if ('call' in said) {
      const callId = said.id ?? `call_kit${index}`;
      return {
        id: id('fc'),
        type: 'function_call',
        status: 'completed',
        arguments: JSON.stringify(said.input),
        call_id: callId,
        name: said.call,
      };
    }
    const sources = said.hits.map(({ url }) => ({ type: 'url', url }));
    return {
      id: id('ws'),
      type: 'web_search_call',
      status: 'completed',
      action: { type: 'search', queries: [said.search], sources },
    };
  }

  private ended(end: End, { input, output, cached = 0, reasoning = 0 }: Figures): JsonObject {
    const usage = {
      input_tokens: input,
      input_tokens_details: { cached_tokens: cached },
      output_tokens: output,
      output_tokens_details: { reasoning_tokens: reasoning },
      total_tokens: input + output,
    };
    return { ...this.response(STATUS[end]), incomplete_details: REASON[end], output: this.output, usage };
  }

  private response(status: string): JsonObject {
    const fixed = {
      id: 'resp_kit',
      object: 'response',
      created_at: 1_790_000_000,
      error: null,
      store: false,
      metadata: {},
    };
    return {
      ...fixed,
      status,
      model: this.model,
      incomplete_details: null,
      output: [],
      parallel_tool_calls: true,
      usage: null,
    };
  }

  private event(type: string, rest: JsonObject): string {
    return `event: ${type}\ndata: ${JSON.stringify({ type, sequence_number: this.sequence++, ...rest })}\n\n`;
  }
}

/** An item as it is announced, before it has content. */
function unfinished(item: JsonObject): JsonObject {
  const blank: Record<string, JsonObject> = {
    message: { status: 'in_progress', content: [] },
    function_call: { status: 'in_progress', arguments: '' },
    reasoning: { summary: [] },
    web_search_call: { status: 'in_progress', action: undefined },
  };
  return { ...item, ...blank[String(item.type)] };
}
