import type { Shape } from '../check-shape.js';

const TEXT_PART: Shape = {
  object: { type: ['text'], text: 'string', prompt_cache_breakpoint: 'json' },
  needs: ['text'],
};

const TEXTS: Shape = { either: ['string', { list: TEXT_PART }] };

const PARTS: Shape = {
  by: 'type',
  variants: {
    text: TEXT_PART,
    image_url: {
      object: {
        type: ['image_url'],
        image_url: { object: { url: 'string', detail: ['auto', 'low', 'high'] }, needs: ['url'] },
        prompt_cache_breakpoint: 'json',
      },
      needs: ['image_url'],
    },
    file: {
      object: {
        type: ['file'],
        file: { object: { file_data: 'string', file_id: 'string', filename: 'string' } },
        prompt_cache_breakpoint: 'json',
      },
      needs: ['file'],
    },
    input_audio: { object: { type: ['input_audio'], input_audio: 'json' }, needs: ['input_audio'] },
  },
};

const TOOL_CALL: Shape = {
  object: {
    id: 'string',
    type: ['function'],
    function: { object: { name: 'string', arguments: 'string' }, needs: ['name', 'arguments'] },
  },
  needs: ['id', 'type', 'function'],
};

/** The body of a Chat Completions request; after the types of the official client. */
export const CHAT_BODY: Shape = {
  object: {
    model: 'string',
    messages: {
      list: {
        by: 'role',
        variants: {
          system: { object: { role: 'string', content: TEXTS, name: 'string' }, needs: ['content'] },
          developer: { object: { role: 'string', content: TEXTS, name: 'string' }, needs: ['content'] },
          user: {
            object: { role: 'string', content: { either: ['string', { list: PARTS }] }, name: 'string' },
            needs: ['content'],
          },
          assistant: {
            object: {
              role: 'string',
              content: { maybe: TEXTS },
              name: 'string',
              refusal: { maybe: 'string' },
              tool_calls: { list: TOOL_CALL },
            },
          },
          // Its content may be made of text parts only; an image gets an error of its own.
          tool: {
            object: { role: 'string', content: { either: ['string', { list: PARTS }] }, tool_call_id: 'string' },
            needs: ['content', 'tool_call_id'],
          },
        },
      },
    },
    tools: {
      list: {
        by: 'type',
        variants: {
          function: {
            object: {
              type: 'string',
              function: {
                object: { name: 'string', description: 'string', parameters: 'json', strict: { maybe: 'boolean' } },
                needs: ['name'],
              },
            },
            needs: ['function'],
          },
        },
      },
    },
    tool_choice: {
      either: [
        ['none', 'auto', 'required'],
        {
          object: { type: ['function'], function: { object: { name: 'string' }, needs: ['name'] } },
          needs: ['function'],
        },
      ],
    },
    parallel_tool_calls: 'boolean',
    stream: { maybe: 'boolean' },
    stream_options: { maybe: { object: { include_usage: 'boolean', include_obfuscation: 'boolean' } } },
    max_tokens: { maybe: 'integer' },
    max_completion_tokens: { maybe: 'integer' },
    temperature: { maybe: 'number' },
    top_p: { maybe: 'number' },
    stop: { maybe: { either: ['string', { list: 'string' }] } },
    reasoning_effort: { maybe: ['none', 'minimal', 'low', 'medium', 'high', 'xhigh', 'max'] },
    response_format: {
      by: 'type',
      variants: {
        text: 'json',
        json_object: 'json',
        json_schema: {
          object: {
            type: 'string',
            json_schema: {
              object: { name: 'string', description: 'string', schema: 'json', strict: { maybe: 'boolean' } },
              needs: ['name'],
            },
          },
          needs: ['json_schema'],
        },
      },
    },
    prompt_cache_key: { maybe: 'string' },
    prompt_cache_options: 'json',
    prompt_cache_retention: { maybe: 'string' },
    safety_identifier: { maybe: 'string' },
    service_tier: { maybe: ['auto', 'default', 'flex', 'scale', 'priority', 'fast'] },
    user: 'string',
    verbosity: { maybe: ['low', 'medium', 'high'] },
    metadata: { maybe: 'json' },
    store: { maybe: 'boolean' },
    seed: { maybe: 'integer' },
    n: { maybe: 'integer' },
    logprobs: { maybe: 'boolean' },
    top_logprobs: { maybe: 'integer' },
    logit_bias: { maybe: 'json' },
    frequency_penalty: { maybe: 'number' },
    presence_penalty: { maybe: 'number' },
    modalities: { maybe: { list: 'string' } },
    prediction: { maybe: 'json' },
    audio: { maybe: 'json' },
    moderation: { maybe: 'json' },
    web_search_options: 'json',
  },
  needs: ['model', 'messages'],
};

/** The fields that servers which only imitate this API can be expected to know. */
export const CORE_FIELDS = [
  'model',
  'messages',
  'stream',
  'stream_options',
  'tools',
  'tool_choice',
  'temperature',
  'top_p',
  'stop',
  'max_tokens',
  'response_format',
];
