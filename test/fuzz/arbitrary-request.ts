import fc from 'fast-check';

/** Texts that have broken parsers: quotes, control characters, lone surrogates, keys of prototypes. */
const text = fc.oneof(
  fc.string({ maxLength: 20 }),
  fc.string({ unit: 'binary', maxLength: 10 }),
  fc.constantFrom('', ' ', '\ud800', '__proto__', 'constructor', '\u0000', '\r\n\r\n', '{"a":', '</script>', '🦊'),
);

/** What stands where it does not belong. */
const anything = fc.jsonValue({ maxDepth: 2 });

/** Mostly right, sometimes anything. */
const mostly = <T>(right: fc.Arbitrary<T>): fc.Arbitrary<unknown> =>
  fc.oneof({ arbitrary: right, weight: 19 }, { arbitrary: anything, weight: 1 });

/** An object of which every field may be missing, and each may be anything. */
const loosely = (fields: Record<string, fc.Arbitrary<unknown>>, requiredKeys: string[] = []): fc.Arbitrary<unknown> =>
  fc.record(Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, mostly(value)])), { requiredKeys });

const typed = (
  type: string,
  fields: Record<string, fc.Arbitrary<unknown>>,
  requiredKeys: string[] = [],
): fc.Arbitrary<unknown> => loosely({ type: fc.constant(type), ...fields }, ['type', ...requiredKeys]);

const id = fc.constantFrom('toolu_1', 'toolu_2', 'srvtoolu_gw_1', 'call_1', '');
const name = fc.oneof(fc.constantFrom('Read', 'Bash', 'mcp__a__b', 'Read', 'x'.repeat(200)), text);
const cacheControl = fc.constantFrom({ type: 'ephemeral' }, { type: 'ephemeral', ttl: '1h' });
const textBlock = typed('text', { text, cache_control: cacheControl }, ['text']);
const image = typed(
  'image',
  {
    source: fc.oneof(
      typed(
        'base64',
        { media_type: fc.constantFrom('image/png', 'image/tiff'), data: fc.constantFrom('iVBORw0KGgo=', '!') },
        ['data'],
      ),
      typed('url', { url: fc.constantFrom('https://example.com/a.png', 'data:image/png;base64,iVBORw0KGgo=') }, [
        'url',
      ]),
      typed('file', { file_id: fc.constant('file_1') }),
    ),
  },
  ['source'],
);
const document = typed(
  'document',
  {
    source: fc.oneof(
      typed('text', { media_type: fc.constant('text/plain'), data: text }, ['data']),
      typed('base64', { media_type: fc.constant('application/pdf'), data: fc.constant('JVBERi0=') }, ['data']),
      typed('content', { content: fc.oneof(text, fc.array(textBlock, { maxLength: 2 })) }, ['content']),
    ),
    title: text,
    context: text,
  },
  ['source'],
);
const signature = fc.constantFrom('', 'gw1.rc.e30', 'gw1.x.!!!', 'ErUBk', 'gw1.openai.eyJhIjoxfQ');
const block = fc.oneof(
  { arbitrary: textBlock, weight: 4 },
  image,
  document,
  typed('thinking', { thinking: text, signature }, ['thinking', 'signature']),
  typed('redacted_thinking', { data: text }, ['data']),
  typed('tool_use', { id, name, input: fc.dictionary(text, anything, { maxKeys: 3 }) }, ['id', 'name', 'input']),
  typed(
    'tool_result',
    {
      tool_use_id: id,
      content: fc.oneof(text, fc.array(fc.oneof(textBlock, image, document), { maxLength: 3 })),
      is_error: fc.boolean(),
    },
    ['tool_use_id'],
  ),
  typed('server_tool_use', { id, name: fc.constant('web_search'), input: fc.constant({ query: 'q' }) }),
  typed('web_search_tool_result', { tool_use_id: id, content: fc.constant([]) }),
  typed('tool_reference', { tool_name: name }),
  typed('search_result', { source: text, title: text, content: fc.array(textBlock, { maxLength: 2 }) }),
  anything,
);

const message = fc.record({
  role: fc.constantFrom('user', 'assistant', 'user', 'assistant', 'system', 'tool'),
  content: mostly(fc.oneof(text, fc.array(block, { maxLength: 4 }))),
});

const schema = fc.letrec<{ schema: unknown }>((tie) => ({
  schema: fc.oneof(
    { maxDepth: 3 },
    fc.constantFrom<unknown>({ type: 'string' }, { type: ['integer', 'null'] }, { $ref: '#/$defs/a' }, {}, true, {
      const: 1,
    }),
    loosely({
      type: fc.constantFrom('object', 'array', 'string', 'wrong'),
      properties: fc.dictionary(text, tie('schema'), { maxKeys: 3 }),
      items: tie('schema'),
      anyOf: fc.array(tie('schema'), { maxLength: 2 }),
      enum: fc.array(anything, { maxLength: 3 }),
      $defs: fc.constant({ a: { $ref: '#/$defs/a' } }),
      required: fc.array(text, { maxLength: 2 }),
      pattern: text,
      additionalProperties: tie('schema'),
    }),
  ),
})).schema;

const tool = fc.oneof(
  {
    arbitrary: loosely({ name, description: text, input_schema: schema, strict: fc.boolean() }, [
      'name',
      'input_schema',
    ]),
    weight: 5,
  },
  fc.constantFrom<unknown>(
    { type: 'web_search_20250305', name: 'web_search' },
    { type: 'bash_20250124', name: 'bash' },
    { type: 'text_editor_20250728', name: 'str_replace_based_edit_tool' },
    { type: 'unknown_20990101', name: 'unknown' },
  ),
);

/** Bodies of `POST /v1/messages`, by the grammar of the API and a little beyond it. */
export const arbitraryRequest: fc.Arbitrary<Record<string, unknown>> = fc.record(
  {
    model: fc.constantFrom('claude-opus-5-5', 'claude-haiku-5', 'claude-opus-5-5'),
    max_tokens: mostly(fc.constantFrom(0, 1, 100, 64_000, -1, 1e300)),
    messages: mostly(fc.array(message, { maxLength: 6 })),
    stream: fc.boolean(),
    system: mostly(fc.oneof(text, fc.array(textBlock, { maxLength: 3 }))),
    tools: mostly(fc.array(tool, { maxLength: 4 })),
    tool_choice: mostly(
      fc.constantFrom<unknown>(
        { type: 'auto' },
        { type: 'any' },
        { type: 'none' },
        { type: 'tool', name: 'Read' },
        { type: 'odd' },
      ),
    ),
    thinking: mostly(
      fc.constantFrom<unknown>({ type: 'enabled', budget_tokens: 1024 }, { type: 'adaptive' }, { type: 'disabled' }),
    ),
    output_config: mostly(
      fc.constantFrom<unknown>({ effort: 'high' }, { format: { type: 'json_schema', schema: {} } }),
    ),
    temperature: mostly(fc.double({ noNaN: true })),
    top_p: mostly(fc.double({ noNaN: true })),
    top_k: mostly(fc.integer()),
    stop_sequences: mostly(fc.array(text, { maxLength: 6 })),
    metadata: mostly(fc.record({ user_id: text })),
    service_tier: mostly(fc.constantFrom('auto', 'standard_only')),
    mcp_servers: mostly(fc.constant([])),
    context_management: mostly(fc.constant({ edits: [{ type: 'clear_thinking_20251015', keep: 'all' }] })),
  },
  { requiredKeys: ['model', 'max_tokens', 'messages'] },
);
