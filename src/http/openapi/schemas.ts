/** A JSON Schema of the dialect that OpenAPI 3.1 uses (2020-12). */
export type Schema = Readonly<Record<string, unknown>>;

const TEXT: Schema = { type: 'string' };
const COUNT: Schema = { type: 'integer', minimum: 0 };

/** An object whose fields are all required, except for those of `optional`. Others are allowed: clients ignore them. */
function object(required: Readonly<Record<string, Schema>>, optional: Readonly<Record<string, Schema>> = {}): Schema {
  return { type: 'object', properties: { ...required, ...optional }, required: Object.keys(required) };
}

const listOf = (items: Schema): Schema => ({ type: 'array', items });
const ref = (name: string): Schema => ({ $ref: `#/components/schemas/${name}` });

const BLOCKS = listOf({ ...object({ type: TEXT }), description: 'Content blocks, as in the Messages API.' });

/** The bodies of requests and responses. Those of Anthropic's API are described as far as the gateway reads them. */
export const SCHEMAS: Readonly<Record<string, Schema>> = {
  MessagesRequest: object(
    {
      model: TEXT,
      max_tokens: COUNT,
      messages: listOf(object({ role: { enum: ['user', 'assistant', 'system'] }, content: { oneOf: [TEXT, BLOCKS] } })),
    },
    {
      system: { oneOf: [TEXT, BLOCKS] },
      stream: { type: 'boolean' },
      tools: listOf(object({ name: TEXT })),
      tool_choice: object({ type: TEXT }),
      thinking: object({ type: TEXT }),
      stop_sequences: listOf(TEXT),
      temperature: { type: 'number' },
      top_p: { type: 'number' },
      top_k: COUNT,
      metadata: object({}),
    },
  ),
  CountRequest: object({ model: TEXT, messages: { type: 'array' } }),
  Message: object({
    id: TEXT,
    type: { const: 'message' },
    role: { const: 'assistant' },
    model: TEXT,
    content: BLOCKS,
    stop_reason: { type: ['string', 'null'] },
    stop_sequence: { type: ['string', 'null'] },
    usage: object({ input_tokens: COUNT, output_tokens: COUNT }),
  }),
  Count: object({ input_tokens: COUNT }),
  Explanation: object({
    route: object({ provider: TEXT, model: TEXT, requestedModel: TEXT, reason: TEXT }),
    upstream: object({ method: TEXT, url: TEXT, headers: { type: 'object' }, body: {} }),
    changes: listOf(object({ code: TEXT, class: TEXT })),
    input_tokens: { type: ['integer', 'null'] },
  }),
  Model: object(
    { id: TEXT, type: { const: 'model' }, display_name: TEXT, created_at: { type: 'string', format: 'date-time' } },
    { description: TEXT, lifecycle: TEXT, max_input_tokens: COUNT, max_tokens: COUNT },
  ),
  ModelPage: object({
    data: listOf(ref('Model')),
    has_more: { type: 'boolean' },
    first_id: { type: ['string', 'null'] },
    last_id: { type: ['string', 'null'] },
  }),
  Alive: object({ status: { const: 'ok' } }),
  Ready: object({ status: TEXT }, { info: { type: 'object' }, error: { type: 'object' }, details: { type: 'object' } }),
  Health: object({ status: { enum: ['ok', 'stopping'] } }, { preferred: TEXT, providers: { type: 'object' } }),
  Status: object({
    version: TEXT,
    now: COUNT,
    state: { enum: ['running', 'stopping'] },
    open: COUNT,
    sees_all: { type: 'boolean' },
    routes: { type: 'array' },
  }),
  Checks: object({
    findings: listOf(
      object(
        { subject: TEXT, check: TEXT, state: { enum: ['ok', 'failed', 'skipped', 'warning'] }, detail: TEXT },
        { fix: TEXT },
      ),
    ),
  }),
  Error: object({
    type: { const: 'error' },
    error: object({ type: TEXT, message: TEXT }),
    request_id: { type: 'string', pattern: '^req_' },
  }),
  OpenApi: object({ openapi: TEXT, info: { type: 'object' }, paths: { type: 'object' } }),
};
