import type { ReceivedConversation, Item } from '../script.types.js';
import type { ReceivedRequest } from '../wire.types.js';
import { blocksOf, type AnthropicBlock, type AnthropicBody } from './refuse-messages.js';

/** What the model of a Messages request is shown; of deferred tools those that a reference has loaded. */
export function readMessages(body: AnthropicBody, { model, stream }: ReceivedRequest): ReceivedConversation {
  const blocks = body.messages.flatMap((message) => blocksOf(message.content));
  const loaded = blocks.flatMap((block) =>
    blocksOf(block.content).flatMap((inner) => ('tool_name' in inner ? [inner.tool_name] : [])),
  );
  return {
    model,
    stream,
    system:
      typeof body.system === 'string' ? body.system : (body.system?.map((block) => block.text).join('\n\n') ?? ''),
    items: body.messages.flatMap(({ role, content }) => blocksOf(content).flatMap((block) => itemsOf(block, role))),
    tools:
      body.tools?.filter((tool) => !tool.defer_loading || loaded.includes(tool.name)).map((tool) => tool.name) ?? [],
  };
}

function itemsOf(block: AnthropicBlock, role: 'user' | 'assistant' | 'system'): Item[] {
  switch (block.type) {
    case 'text':
      return [{ kind: 'text', role, text: block.text ?? '' }];
    case 'image':
      return [{ kind: 'image', role, data: block.source?.data ?? '' }];
    case 'thinking':
      return [{ kind: 'state', state: block.signature ?? '' }];
    case 'tool_use':
      return [{ kind: 'call', id: block.id ?? '', name: block.name ?? '', input: block.input }];
    case 'tool_result': {
      const inner = blocksOf(block.content);
      const text = inner.map((each) => each.text ?? '').join('\n');
      return [
        { kind: 'result', id: block.tool_use_id ?? '', text },
        ...inner.filter((each) => each.type === 'image').flatMap((each) => itemsOf(each, role)),
      ];
    }
    default:
      return [];
  }
}
