import { ApiError } from './api-error.js';
import type { Message } from './message.types.js';
import type { ContentBlock, JsonObject } from './messages.types.js';
import type { BlockDelta, StreamEvent } from './stream-event.types.js';

/** A block under construction, with the JSON text of its input. */
interface Draft {
  readonly block: ContentBlock;
  json: string;
}

/**
 * Folds the events of one response into a whole message, as the SDK's accumulator does. Two rules apply only to a
 * whole response (contract §10.1, §11): a call that was cut off at a limit is left out, and so are the calls of a
 * refused response.
 */
export function collectMessage(events: Iterable<StreamEvent>): Message {
  let message: Message | undefined;
  const drafts: Draft[] = [];
  for (const event of events) {
    switch (event.type) {
      case 'message_start':
        ({ message } = event);
        break;
      case 'content_block_start':
        drafts[event.index] = { block: { ...event.content_block }, json: '' };
        break;
      case 'content_block_delta':
        apply(drafts[event.index], event.delta);
        break;
      case 'message_delta':
        if (message !== undefined)
          message = { ...message, ...event.delta, usage: { ...message.usage, ...event.usage } };
        break;
      default:
    }
  }
  if (message === undefined) throw new ApiError('api_error', 'the upstream answered nothing');
  const refused = message.stop_reason === 'refusal';
  const content = drafts.flatMap((draft) => (refused && draft.block.type === 'tool_use' ? [] : finished(draft)));
  return { ...message, content };
}

function apply(draft: Draft | undefined, delta: BlockDelta): void {
  if (draft === undefined) return;
  const { block } = draft;
  if (delta.type === 'input_json_delta') draft.json += delta.partial_json;
  else if (delta.type === 'text_delta' && block.type === 'text') block.text += delta.text;
  else if (delta.type === 'citations_delta' && block.type === 'text')
    block.citations = [...(block.citations ?? []), delta.citation];
  else if (delta.type === 'thinking_delta' && block.type === 'thinking') block.thinking += delta.thinking;
  else if (delta.type === 'signature_delta' && block.type === 'thinking') block.signature = delta.signature;
}

function finished({ block, json }: Draft): readonly ContentBlock[] {
  if (json === '' || (block.type !== 'tool_use' && block.type !== 'server_tool_use')) return [block];
  try {
    return [{ ...block, input: JSON.parse(json) as JsonObject }];
  } catch {
    return [];
  }
}
