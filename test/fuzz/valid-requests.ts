import type { JsonObject } from '../kit/upstreams/script.types.js';
import type { Route } from '../kit/harness/wires.js';

/** A valid body of `POST /v1/messages`. */
export interface ValidRequest {
  readonly name: string;
  readonly value: JsonObject;
}

const PICTURE = 'iVBORw0KGgoAAAANSUhEUgAAAAgAAAAICAIAAABLbSncAAAAEUlEQVR42mP4z8CAFTEMLQkAKP8/wc53yE8AAAAASUVORK5CYII=';
const cache_control = { type: 'ephemeral', ttl: '1h' };
const image = { type: 'image', source: { type: 'base64', media_type: 'image/png', data: PICTURE } };
const linked = { type: 'image', source: { type: 'url', url: 'https://example.com/a.png' } };
const read = {
  name: 'Read',
  description: 'Reads a file.',
  strict: false,
  input_schema: {
    type: 'object',
    properties: {
      path: { type: 'string', pattern: '^[a-z]+$' },
      lines: { type: ['array', 'null'], items: { $ref: '#/$defs/line' } },
      mode: { anyOf: [{ enum: ['r', 1, null] }, { const: 'w' }] },
    },
    required: ['path'],
    additionalProperties: false,
    $defs: { line: { type: 'integer', minimum: 0 } },
  },
  cache_control,
};
const documents = [
  {
    type: 'document',
    source: { type: 'text', media_type: 'text/plain', data: 'A note.' },
    title: 'Note',
    context: 'x',
  },
  { type: 'document', source: { type: 'base64', media_type: 'application/pdf', data: 'JVBERi0=' } },
  { type: 'document', source: { type: 'content', content: [{ type: 'text', text: 'Part.' }] } },
];
const hit = { type: 'web_search_result', url: 'https://example.com', title: 'Example', encrypted_content: 'abc' };
const user = (...content: unknown[]): object => ({ role: 'user', content });
const assistant = (...content: unknown[]): object => ({ role: 'assistant', content });
const text = (text: string): object => ({ type: 'text', text });
const call = (id: string): object => ({
  type: 'tool_use',
  id,
  name: 'Read',
  input: { path: 'a', deep: [1, { b: null }] },
});
const result = (tool_use_id: string, content: unknown): object => ({ type: 'tool_result', tool_use_id, content });

/** What stands in each request, beside a whole set of options in the last. */
const REST: Readonly<Record<string, JsonObject>> = {
  'a text': { messages: [{ role: 'user', content: 'Hello' }], system: 'Be brief.' },
  'documents and images': { messages: [user(...documents, image, linked, { ...text('Well?'), cache_control })] },
  'calls and results': {
    tools: [read],
    tool_choice: { type: 'auto', disable_parallel_tool_use: true },
    messages: [
      user(text('Read.')),
      assistant(text('I read.'), call('toolu_1'), call('toolu_2')),
      user(
        { ...result('toolu_1', [text('One.'), image, documents[0]]), is_error: false },
        result('toolu_2', 'Two.'),
        text('Go on.'),
      ),
    ],
  },
  'server tools': {
    tools: [
      read,
      { type: 'web_search_20250305', name: 'web_search', max_uses: 2, blocked_domains: ['example.org'] },
      { type: 'bash_20250124', name: 'bash' },
    ],
    messages: [
      user(text('Search.')),
      assistant(
        { type: 'server_tool_use', id: 'srvtoolu_1', name: 'web_search', input: { query: 'q' } },
        { type: 'web_search_tool_result', tool_use_id: 'srvtoolu_1', content: [hit] },
        { ...text('Found.'), citations: [{ ...hit, type: 'web_search_result_location', cited_text: 'x' }] },
      ),
      user({ type: 'search_result', source: 'https://example.com', title: 'T', content: [text('S')] }),
    ],
  },
  options: {
    system: [{ ...text('Be brief.'), cache_control }],
    messages: [user(text('Hello')), { role: 'system', content: 'Now.' }, user(text('Well?'))],
    tools: [read],
    tool_choice: { type: 'tool', name: 'Read' },
    thinking: { type: 'disabled' },
    output_config: { effort: 'high', format: { type: 'json_schema', schema: read.input_schema } },
    temperature: 0.5,
    top_p: 0.9,
    top_k: 5,
    stop_sequences: ['END'],
    metadata: { user_id: 'u1' },
    service_tier: 'auto',
    mcp_servers: [],
    context_management: {
      edits: [
        {
          type: 'clear_tool_uses_20250919',
          trigger: { type: 'input_tokens', value: 1000 },
          keep: { type: 'tool_uses', value: 1 },
        },
        { type: 'clear_thinking_20251015', keep: 'all' },
      ],
    },
  },
};

/** Valid requests for a route; one of them takes up an answer of the gateway itself, thoughts and their signature too. */
export function validRequests({ search }: Route, answer: { readonly content: readonly unknown[] }): ValidRequest[] {
  const body = { model: 'claude-opus-5-5', max_tokens: 4000 };
  const calls = answer.content.filter((block) => (block as JsonObject).type === 'tool_use') as { id: string }[];
  const thought = {
    thinking: { type: 'enabled', budget_tokens: 2000 },
    tools: search ? [read, { type: 'web_search_20250305', name: 'web_search' }] : [read],
    messages: [user(text('Read.')), assistant(...answer.content), user(...calls.map(({ id }) => result(id, 'Yes.')))],
  };
  return Object.entries({ ...REST, 'an answer of its own': thought }).flatMap(([name, rest]) =>
    [true, false].map((stream) => ({ name, value: { ...body, stream, ...rest } })),
  );
}
