import type { ChatBody } from './refuse-chat.js';
import type { ChatMessage } from './refuse-chat-messages.js';
import type { ReceivedConversation, Item } from '../script.types.js';
import type { ReceivedRequest } from '../wire.types.js';

/** What the model of a Chat Completions request is shown. */
export function readChat(body: ChatBody, { model, stream }: ReceivedRequest): ReceivedConversation {
  const [first, ...rest] = body.messages;
  const hasSystem = first?.role === 'system' || first?.role === 'developer';
  return {
    model,
    stream,
    system: hasSystem ? textOf(first) : '',
    items: (hasSystem ? rest : body.messages).flatMap(itemsOf),
    tools: body.tools?.map((tool) => tool.function.name) ?? [],
  };
}

function itemsOf(message: ChatMessage): Item[] {
  const { role, content, tool_calls: calls = [] } = message;
  if (role === 'tool') return [{ kind: 'result', id: message.tool_call_id ?? '', text: textOf(message) }];
  const said = role === 'developer' ? 'system' : role;
  const parts = Array.isArray(content) ? content : content ? [{ type: 'text', text: content }] : [];
  return [
    ...parts.map((part): Item =>
      'image_url' in part && part.image_url
        ? { kind: 'image', role: said, data: part.image_url.url.replace(/^data:[^,]*,/, '') }
        : { kind: 'text', role: said, text: part.text ?? '' },
    ),
    ...calls.map(({ id, function: { name, arguments: json } }): Item => ({
      kind: 'call',
      id,
      name,
      input: JSON.parse(json),
    })),
  ];
}

function textOf({ content }: ChatMessage): string {
  return Array.isArray(content) ? content.map((part) => part.text ?? '').join('') : (content ?? '');
}
