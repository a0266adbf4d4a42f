import type { Shape } from '../check-shape.js';

const INPUT_PARTS: Record<string, Shape> = {
  input_text: { object: { type: 'string', text: 'string', prompt_cache_breakpoint: 'json' }, needs: ['text'] },
  input_image: {
    object: {
      type: 'string',
      image_url: { maybe: 'string' },
      file_id: { maybe: 'string' },
      detail: ['auto', 'low', 'high', 'original'],
      prompt_cache_breakpoint: 'json',
    },
    needs: ['detail'],
  },
  input_file: {
    object: {
      type: 'string',
      filename: 'string',
      file_data: 'string',
      file_url: 'string',
      file_id: { maybe: 'string' },
      detail: 'string',
      prompt_cache_breakpoint: 'json',
    },
  },
};

const OUTPUT_PARTS: Record<string, Shape> = {
  output_text: {
    object: { type: 'string', text: 'string', annotations: { list: 'json' }, logprobs: { list: 'json' } },
    needs: ['text'],
  },
  refusal: { object: { type: 'string', refusal: 'string' }, needs: ['refusal'] },
};

const message = (parts: Record<string, Shape>): Shape => ({
  object: {
    type: ['message'],
    id: 'string',
    role: 'string',
    status: ['in_progress', 'completed', 'incomplete'],
    phase: { maybe: ['commentary', 'final_answer'] },
    content: { either: ['string', { list: { by: 'type', variants: parts } }] },
  },
  needs: ['content'],
});

const STATUS: Shape = { maybe: ['in_progress', 'completed', 'incomplete'] };

/** An item of the Responses API's input; after the types of the official client. */
export const ITEM: Shape = {
  by: 'type',
  otherwise: 'message',
  variants: {
    message: {
      by: 'role',
      variants: {
        user: message(INPUT_PARTS),
        system: message(INPUT_PARTS),
        developer: message(INPUT_PARTS),
        assistant: message(OUTPUT_PARTS),
      },
    },
    function_call: {
      object: {
        type: 'string',
        id: 'string',
        call_id: 'string',
        name: 'string',
        namespace: 'string',
        arguments: 'string',
        status: STATUS,
      },
      needs: ['call_id', 'name', 'arguments'],
    },
    function_call_output: {
      object: {
        type: 'string',
        id: { maybe: 'string' },
        call_id: 'string',
        output: { either: ['string', { list: { by: 'type', variants: INPUT_PARTS } }] },
        status: STATUS,
      },
      needs: ['call_id', 'output'],
    },
    reasoning: {
      object: {
        type: 'string',
        id: 'string',
        summary: { list: { object: { type: ['summary_text'], text: 'string' }, needs: ['type', 'text'] } },
        content: { list: 'json' },
        encrypted_content: { maybe: 'string' },
        status: STATUS,
      },
      needs: ['summary'],
    },
    web_search_call: { object: { type: 'string', id: 'string', status: 'string', action: 'json' }, needs: ['id'] },
    configuration_update: 'json',
    item_reference: { object: { type: 'string', id: 'string' }, needs: ['id'] },
  },
};
