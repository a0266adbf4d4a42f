import type { Shape } from '../check-shape.js';

const CACHE: Shape = { maybe: { object: { type: ['ephemeral'], ttl: ['5m', '1h'] }, needs: ['type'] } };

/** `updates` comes with a beta. */
const DISPLAYS: Shape = ['summarized', 'omitted', 'updates'];

const SOURCE: Shape = {
  by: 'type',
  variants: {
    base64: { object: { type: 'string', media_type: 'string', data: 'string' }, needs: ['media_type', 'data'] },
    url: { object: { type: 'string', url: 'string' }, needs: ['url'] },
    file: { object: { type: 'string', file_id: 'string' }, needs: ['file_id'] },
    text: { object: { type: 'string', media_type: 'string', data: 'string' }, needs: ['data'] },
    content: { object: { type: 'string', content: 'any' }, needs: ['content'] },
  },
};

const TEXT: Shape = {
  object: { type: 'string', text: 'string', cache_control: CACHE, citations: 'any' },
  needs: ['text'],
};

const BLOCKS: Record<string, Shape> = {
  text: TEXT,
  image: {
    object: { type: 'string', source: SOURCE, cache_control: CACHE, transformations: 'any' },
    needs: ['source'],
  },
  document: {
    object: { type: 'string', source: SOURCE, title: 'any', context: 'any', citations: 'any', cache_control: CACHE },
    needs: ['source'],
  },
  search_result: 'json',
  thinking: { object: { type: 'string', thinking: 'string', signature: 'string' }, needs: ['thinking', 'signature'] },
  redacted_thinking: { object: { type: 'string', data: 'string' }, needs: ['data'] },
  tool_use: {
    object: { type: 'string', id: 'string', name: 'string', input: 'json', cache_control: CACHE, caller: 'json' },
    needs: ['id', 'name', 'input'],
  },
  tool_result: {
    object: { type: 'string', tool_use_id: 'string', content: 'any', is_error: 'boolean', cache_control: CACHE },
    needs: ['tool_use_id'],
  },
  server_tool_use: {
    object: { type: 'string', id: 'string', name: 'string', input: 'json', caller: 'json' },
    needs: ['id', 'name', 'input'],
  },
  web_search_tool_result: {
    object: { type: 'string', tool_use_id: 'string', content: 'any', cache_control: CACHE, caller: 'json' },
    needs: ['tool_use_id', 'content'],
  },
  tool_addition: 'json',
  tool_removal: 'json',
};

const COUNTED: Record<string, Shape> = {
  model: 'string',
  messages: {
    list: {
      object: {
        role: ['user', 'assistant', 'system'],
        content: { either: ['string', { list: { by: 'type', variants: BLOCKS } }] },
        output_config: 'json',
        clear_at: 'string',
      },
      needs: ['role'],
    },
  },
  system: { either: ['string', { list: TEXT }] },
  tools: { list: { object: TOOL_FIELDS(), needs: ['name'] } },
  tool_choice: {
    by: 'type',
    variants: {
      auto: { object: { type: 'string', disable_parallel_tool_use: 'boolean' } },
      any: { object: { type: 'string', disable_parallel_tool_use: 'boolean' } },
      none: { object: { type: 'string' } },
      tool: { object: { type: 'string', name: 'string', disable_parallel_tool_use: 'boolean' }, needs: ['name'] },
    },
  },
  thinking: {
    by: 'type',
    variants: {
      enabled: {
        object: { type: 'string', budget_tokens: 'integer', display: DISPLAYS },
        needs: ['budget_tokens'],
      },
      adaptive: { object: { type: 'string', display: DISPLAYS } },
      between_tools: { object: { type: 'string' } },
      disabled: { object: { type: 'string' } },
    },
  },
  output_config: 'json',
  context_management: { maybe: 'json' },
  cache_control: CACHE,
  mcp_servers: { list: 'json' },
};

function TOOL_FIELDS(): Record<string, Shape> {
  return {
    name: 'string',
    type: 'string',
    description: 'string',
    input_schema: 'json',
    cache_control: CACHE,
    defer_loading: 'boolean',
    strict: 'boolean',
    input_examples: 'any',
    eager_input_streaming: 'any',
    allowed_callers: 'any',
    max_uses: 'any',
    allowed_domains: 'any',
    blocked_domains: 'any',
    user_location: 'any',
  };
}

/** The body of `POST /v1/messages/count_tokens`. */
export const COUNT_BODY: Shape = { object: COUNTED, needs: ['model', 'messages'] };

/** The body of `POST /v1/messages`; after the types of the official client. */
export const MESSAGES_BODY: Shape = {
  object: {
    ...COUNTED,
    max_tokens: 'integer',
    metadata: { object: { user_id: { maybe: 'string' } } },
    stop_sequences: { list: 'string' },
    stream: 'boolean',
    temperature: 'number',
    top_p: 'number',
    top_k: 'integer',
    service_tier: ['auto', 'standard_only'],
    speed: 'string',
    container: 'any',
    inference_geo: 'any',
    diagnostics: 'any',
  },
  needs: ['model', 'messages', 'max_tokens'],
};
