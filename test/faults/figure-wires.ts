import fc from 'fast-check';

const anything = fc.oneof(
  { arbitrary: fc.integer({ min: -50, max: 1000 }), weight: 3 },
  fc.constantFrom<unknown>('12', '', 1.5, 1e21, -1e21, {}, [], true, null, JSON.parse('{"__proto__":{"a":1}}')),
  fc.double({ noNaN: true }),
  fc.jsonValue({ maxDepth: 2 }),
);

/** A usage of which each figure, each group of figures and the whole may be anything or missing. */
function usageOf(
  figures: readonly string[],
  groups: Readonly<Record<string, readonly string[]>>,
): fc.Arbitrary<unknown> {
  const record = (names: readonly string[], rest: Record<string, fc.Arbitrary<unknown>> = {}): fc.Arbitrary<unknown> =>
    fc.record({ ...Object.fromEntries(names.map((name) => [name, anything])), ...rest }, { requiredKeys: [] });
  const grouped = Object.entries(groups).map(([name, names]) => [name, fc.oneof(record(names), anything)] as const);
  return fc.oneof({ arbitrary: record(figures, Object.fromEntries(grouped)), weight: 9 }, anything);
}

/** One wire, and the places of its answers where an upstream reports tokens. */
export interface FigureWire {
  readonly name: string;
  /** Target of the model map, at a named upstream. */
  readonly target: string;
  settings(url: string): Readonly<Record<string, string>>;
  readonly usage: fc.Arbitrary<unknown>;
  /** A valid answer with this usage: a stream of events, or one JSON document. */
  answer(usage: unknown, stream: boolean): string;
}

const toStream = (...events: readonly object[]): string =>
  events.map((event) => `data: ${JSON.stringify(event)}\n\n`).join('');

export const FIGURE_WIRES: readonly FigureWire[] = [
  {
    name: 'chat',
    target: 'chat/gpt-4.1',
    settings: (url) => ({ UPSTREAM_CHAT: 'openai', UPSTREAM_CHAT_BASE_URL: `${url}/v1`, UPSTREAM_CHAT_API: 'chat' }),
    usage: usageOf(
      ['prompt_tokens', 'completion_tokens', 'total_tokens', 'prompt_cache_hit_tokens', 'reasoning_tokens'],
      {
        prompt_tokens_details: ['cached_tokens', 'cache_write_tokens'],
        completion_tokens_details: ['reasoning_tokens'],
      },
    ),
    answer(usage, stream) {
      const message = { role: 'assistant', content: 'x' };
      if (!stream) return JSON.stringify({ choices: [{ index: 0, message, finish_reason: 'stop' }], usage });
      return `${toStream({ choices: [{ index: 0, delta: message, finish_reason: 'stop' }], usage })}data: [DONE]\n\n`;
    },
  },
  {
    name: 'responses',
    target: 'responses/gpt-5.4',
    settings: (url) => ({
      UPSTREAM_RESPONSES: 'openai',
      UPSTREAM_RESPONSES_BASE_URL: `${url}/v1`,
      UPSTREAM_RESPONSES_API: 'responses',
    }),
    usage: usageOf(['input_tokens', 'output_tokens', 'total_tokens'], {
      input_tokens_details: ['cached_tokens', 'cache_write_tokens'],
      output_tokens_details: ['reasoning_tokens'],
    }),
    answer(usage, stream) {
      const content = [{ type: 'output_text', text: 'x', annotations: [] }];
      const output = [{ type: 'message', id: 'm_1', role: 'assistant', status: 'completed', content }];
      const response = { id: 'resp_1', object: 'response', status: 'completed', output, usage };
      return stream ? toStream({ type: 'response.completed', response }) : JSON.stringify(response);
    },
  },
  {
    name: 'gemini',
    target: 'gem/gemini-2.5-pro',
    settings: (url) => ({
      UPSTREAM_GEM: 'gemini',
      UPSTREAM_GEM_BASE_URL: url,
      UPSTREAM_GEM_API_KEY: 'k',
    }),
    usage: usageOf(
      [
        'promptTokenCount',
        'candidatesTokenCount',
        'thoughtsTokenCount',
        'cachedContentTokenCount',
        'toolUsePromptTokenCount',
        'totalTokenCount',
      ],
      {},
    ),
    answer(usageMetadata, stream) {
      const candidates = [{ index: 0, content: { role: 'model', parts: [{ text: 'x' }] }, finishReason: 'STOP' }];
      const reply = { candidates, usageMetadata };
      return stream ? toStream(reply) : JSON.stringify(reply);
    },
  },
  {
    name: 'anthropic',
    target: 'ant/claude-sonnet-4-5',
    settings: (url) => ({
      UPSTREAM_ANT: 'anthropic',
      UPSTREAM_ANT_BASE_URL: url,
      UPSTREAM_ANT_API_KEY: 'k',
    }),
    usage: usageOf(['input_tokens', 'output_tokens', 'cache_read_input_tokens', 'cache_creation_input_tokens'], {
      output_tokens_details: ['thinking_tokens'],
      server_tool_use: ['web_search_requests', 'web_fetch_requests'],
    }),
    answer(usage, stream) {
      const message = { id: 'msg_1', type: 'message', role: 'assistant', model: 'm', usage };
      const stop = { stop_reason: 'end_turn', stop_sequence: null };
      if (!stream) return JSON.stringify({ ...message, content: [{ type: 'text', text: 'x' }], ...stop });
      return toStream(
        { type: 'message_start', message: { ...message, content: [], stop_reason: null, stop_sequence: null } },
        { type: 'message_delta', delta: stop, usage },
        { type: 'message_stop' },
      );
    },
  },
];
