import type { ReceivedConversation, Item } from '../script.types.js';
import type { ReceivedRequest } from '../wire.types.js';
import type { ResponsesItem, ResponsesPart } from './refuse-items.js';
import type { ResponsesBody } from './refuse-responses.js';

/** What the model of a Responses request is shown. */
export function readResponses(body: ResponsesBody, { model, stream }: ReceivedRequest): ReceivedConversation {
  const input = typeof body.input === 'string' ? [{ role: 'user' as const, content: body.input }] : body.input;
  return {
    model,
    stream,
    system: body.instructions ?? '',
    items: input.flatMap(itemsOf),
    tools: body.tools?.map((tool) => tool.name ?? tool.type) ?? [],
  };
}

function itemsOf(item: ResponsesItem): Item[] {
  switch (item.type ?? 'message') {
    case 'function_call':
      return [
        { kind: 'call', id: item.call_id ?? '', name: item.name ?? '', input: JSON.parse(item.arguments ?? '{}') },
      ];
    case 'function_call_output':
      return [
        {
          kind: 'result',
          id: item.call_id ?? '',
          text: partsOf(item.output)
            .map((part) => part.text ?? '')
            .join(''),
        },
        ...partsOf(item.output).flatMap((part) => imageOf(part, 'user')),
      ];
    case 'reasoning':
      return [{ kind: 'state', state: item.encrypted_content ?? '' }];
    case 'message': {
      const role = item.role === 'developer' ? 'system' : (item.role ?? 'user');
      return partsOf(item.content).flatMap((part): Item[] =>
        part.text === undefined ? imageOf(part, role) : [{ kind: 'text', role, text: part.text }],
      );
    }
    default:
      return [];
  }
}

function imageOf(part: ResponsesPart, role: 'user' | 'assistant' | 'system'): Item[] {
  return part.image_url ? [{ kind: 'image', role, data: part.image_url.replace(/^data:[^,]*,/, '') }] : [];
}

function partsOf(content: string | ResponsesPart[] | undefined): ResponsesPart[] {
  return Array.isArray(content) ? content : [{ type: 'text', text: content ?? '' }];
}
