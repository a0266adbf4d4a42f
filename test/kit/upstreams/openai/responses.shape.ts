import type { Shape } from '../check-shape.js';
import { ITEM } from './responses-items.shape.js';

const FORMAT: Shape = {
  by: 'type',
  variants: {
    text: 'json',
    json_object: 'json',
    json_schema: {
      object: { type: 'string', name: 'string', description: 'string', schema: 'json', strict: { maybe: 'boolean' } },
      needs: ['name', 'schema'],
    },
  },
};

const TOOL: Shape = {
  by: 'type',
  variants: {
    function: {
      object: {
        type: 'string',
        name: 'string',
        description: { maybe: 'string' },
        parameters: { maybe: 'json' },
        strict: { maybe: 'boolean' },
        defer_loading: 'boolean',
      },
      needs: ['name', 'parameters'],
    },
    web_search: {
      object: {
        type: 'string',
        external_web_access: 'boolean',
        filters: { maybe: { object: { allowed_domains: { maybe: { list: 'string' } } } } },
        search_context_size: ['low', 'medium', 'high'],
        user_location: {
          maybe: {
            object: {
              type: ['approximate'],
              city: { maybe: 'string' },
              region: { maybe: 'string' },
              country: { maybe: 'string' },
              timezone: { maybe: 'string' },
            },
          },
        },
      },
    },
    mcp: 'json',
  },
};

const COUNTED: Record<string, Shape> = {
  model: 'string',
  input: { either: ['string', { list: ITEM }] },
  instructions: { maybe: 'string' },
  tools: { list: TOOL },
  tool_choice: {
    either: [
      ['none', 'auto', 'required'],
      {
        by: 'type',
        variants: {
          function: { object: { type: 'string', name: 'string' }, needs: ['name'] },
          web_search: { object: { type: 'string' } },
          web_search_preview: { object: { type: 'string' } },
        },
      },
    ],
  },
  parallel_tool_calls: { maybe: 'boolean' },
  reasoning: {
    maybe: {
      object: {
        effort: { maybe: ['none', 'minimal', 'low', 'medium', 'high', 'xhigh', 'max'] },
        summary: { maybe: ['auto', 'concise', 'detailed'] },
        context: { maybe: ['auto', 'current_turn', 'all_turns'] },
        mode: 'string',
      },
    },
  },
  text: { object: { format: FORMAT, verbosity: { maybe: ['low', 'medium', 'high'] } } },
  truncation: { maybe: ['auto', 'disabled'] },
  previous_response_id: { maybe: 'string' },
  conversation: 'any',
};

/** The body of `POST /responses/input_tokens`; after the types of the official client. */
export const COUNT_BODY: Shape = { object: COUNTED };

/** The body of `POST /responses`. */
export const RESPONSES_BODY: Shape = {
  object: {
    ...COUNTED,
    stream: { maybe: 'boolean' },
    stream_options: { maybe: { object: { include_obfuscation: 'boolean' } } },
    store: { maybe: 'boolean' },
    include: {
      maybe: {
        list: [
          'file_search_call.results',
          'web_search_call.results',
          'web_search_call.action.sources',
          'message.input_image.image_url',
          'computer_call_output.output.image_url',
          'code_interpreter_call.outputs',
          'reasoning.encrypted_content',
          'message.output_text.logprobs',
        ],
      },
    },
    max_output_tokens: { maybe: 'integer' },
    max_tool_calls: { maybe: 'integer' },
    temperature: { maybe: 'number' },
    top_p: { maybe: 'number' },
    top_logprobs: { maybe: 'integer' },
    prompt_cache_key: { maybe: 'string' },
    prompt_cache_options: 'json',
    prompt_cache_retention: { maybe: 'string' },
    safety_identifier: { maybe: 'string' },
    service_tier: { maybe: 'string' },
    user: 'string',
    metadata: { maybe: 'json' },
    background: { maybe: 'boolean' },
    context_management: { maybe: { list: 'json' } },
    prompt: { maybe: 'json' },
    moderation: { maybe: 'json' },
    access_programs: 'json',
    image: 'json',
  },
};
