import type { End, Figures, JsonObject, Problem, Said } from '../script.types.js';
import { problemBody } from './openai-problems.js';
import { inPieces } from '../in-pieces.js';
import type { FakeEncoder } from '../wire.types.js';

/** Where compatible servers put their reasoning: a field, tags in the text, parts of the content. */
export type ChatThoughts = 'none' | 'reasoning_content' | 'reasoning' | 'tags' | 'parts';

export interface ChatFakeEncoderOptions {
  readonly model: string;
  /** A usage chunk was asked for. */
  readonly usage: boolean;
  /** Azure begins with what its filter thinks of the prompt, and adds its opinion to every choice. */
  readonly filtered?: boolean;
  /** Absent: reasoning is not shown. */
  readonly thoughts?: ChatThoughts;
}

const SAFE = {
  hate: { filtered: false, severity: 'safe' },
  self_harm: { filtered: false, severity: 'safe' },
  sexual: { filtered: false, severity: 'safe' },
  violence: { filtered: false, severity: 'safe' },
};

const FILTERED = { ...SAFE, hate: { filtered: true, severity: 'high' } };

/** Speaks Chat Completions: the role first, pieces of text and arguments, the finish, the usage, `[DONE]`. */
export class ChatFakeEncoder implements FakeEncoder {
  private calls = 0;
  private readonly head: JsonObject;

  constructor(private readonly options: ChatFakeEncoderOptions) {
    const { model } = options;
    this.head = {
      id: 'chatcmpl-Kit1',
      created: 1_790_000_000,
      model,
      service_tier: 'default',
      system_fingerprint: 'fp_kit',
    };
  }

  begin(): string {
    const filter = {
      choices: [],
      created: 0,
      id: '',
      model: '',
      object: '',
      prompt_filter_results: [{ prompt_index: 0, content_filter_results: SAFE }],
    };
    const first = this.delta({ role: 'assistant', content: '', refusal: null });
    return this.options.filtered ? frame(filter) + first : first;
  }

  say(said: Said): string {
    if ('text' in said)
      return [said.text]
        .flat()
        .map((text) => this.delta({ content: text }))
        .join('');
    if ('think' in said) return this.think(said.think);
    if (!('call' in said)) return '';
    const index = this.calls++;
    const id = said.id ?? `call_${this.calls}`;
    const start = { index, id, type: 'function', function: { name: said.call, arguments: '' } };
    const pieces = inPieces(JSON.stringify(said.input)).map((piece) => ({ index, function: { arguments: piece } }));
    return [start, ...pieces].map((call) => this.delta({ tool_calls: [call] })).join('');
  }

  private think(thought: string): string {
    switch (this.options.thoughts) {
      case 'reasoning_content':
      case 'reasoning':
        return this.delta({ [this.options.thoughts]: thought });
      case 'tags':
        return inPieces(`<think>${thought}</think>\n\n`)
          .map((content) => this.delta({ content }))
          .join('');
      case 'parts':
        return this.delta({ content: [{ type: 'thinking', thinking: [{ type: 'text', text: thought }] }] });
      default:
        return '';
    }
  }

  end(end: End, usage: Figures): string {
    const last = this.chunk({
      choices: [{ index: 0, delta: {}, logprobs: null, finish_reason: this.reason(end), ...this.opinion(end) }],
    });
    const figures = this.options.usage ? this.chunk({ choices: [], usage: toUsage(usage) }) : '';
    return `${last}${figures}data: [DONE]\n\n`;
  }

  fail(problem: Problem): string {
    return frame(problemBody(problem));
  }

  whole(said: readonly Said[], end: End, usage: Figures): JsonObject {
    const text = said.flatMap((each) => ('text' in each ? [each.text].flat() : [])).join('');
    const calls = said.flatMap((each) => ('call' in each ? [each] : []));
    const toolCalls = calls.map(({ id, call, input }, index) => ({
      id: id ?? `call_${index + 1}`,
      type: 'function',
      function: { name: call, arguments: JSON.stringify(input) },
    }));
    this.calls = calls.length;
    const message = {
      role: 'assistant',
      content: text === '' ? null : text,
      refusal: null,
      annotations: [],
      ...(calls.length > 0 ? { tool_calls: toolCalls } : {}),
    };
    const choice = { index: 0, message, logprobs: null, finish_reason: this.reason(end), ...this.opinion(end) };
    return { ...this.head, object: 'chat.completion', choices: [choice], usage: toUsage(usage) };
  }

  private reason(end: End): string {
    if (end === 'limit') return 'length';
    if (end === 'filter') return 'content_filter';
    return this.calls > 0 ? 'tool_calls' : 'stop';
  }

  private opinion(end: End): JsonObject {
    return this.options.filtered ? { content_filter_results: end === 'filter' ? FILTERED : SAFE } : {};
  }

  private delta(delta: JsonObject): string {
    return this.chunk({ choices: [{ index: 0, delta, logprobs: null, finish_reason: null }] });
  }

  private chunk(rest: JsonObject): string {
    const usage = this.options.usage ? { usage: null } : {};
    return frame({ ...this.head, object: 'chat.completion.chunk', ...usage, ...rest, obfuscation: 'kit' });
  }
}

function frame(data: JsonObject): string {
  return `data: ${JSON.stringify(data)}\n\n`;
}

function toUsage({ input, output, cached = 0, reasoning = 0 }: Figures): JsonObject {
  return {
    prompt_tokens: input,
    completion_tokens: output,
    total_tokens: input + output,
    prompt_tokens_details: { cached_tokens: cached, audio_tokens: 0 },
    completion_tokens_details: { reasoning_tokens: reasoning, audio_tokens: 0 },
  };
}
