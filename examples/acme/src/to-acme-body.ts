import { ApiError } from '@gateway/protocol';
import { type Part, type NormalizedRequest, type TextPart, toResultText, type Turn } from '@gateway/provider-kit';
import type { AcmeBody, AcmeMessage } from './acme.types.js';

/** A request as Acme takes it. */
export function toAcmeBody({ model, stream, maxTokens, system, turns, tools }: NormalizedRequest): AcmeBody {
  return {
    model,
    stream,
    max_tokens: maxTokens,
    messages: [...system.map((text): AcmeMessage => ({ role: 'system', text })), ...turns.flatMap(toMessages)],
    ...(tools.length === 0
      ? {}
      : { tools: tools.map(({ name, description = '', schema }) => ({ name, description, schema })) }),
  };
}

function toMessages(turn: Turn): readonly AcmeMessage[] {
  switch (turn.role) {
    case 'system':
      return [{ role: 'system', text: turn.text }];
    case 'user':
      return [
        {
          role: 'user',
          text: turn.parts
            .map(toTextPart)
            .map(({ text }) => text)
            .join('\n'),
        },
      ];
    case 'results':
      return turn.results.map((result) => ({
        role: 'result',
        id: result.id,
        text: toResultText({ ...result, parts: result.parts.map(toTextPart) }),
      }));
    case 'assistant': {
      const text = turn.parts.map((part) => (part.type === 'text' ? part.text : '')).join('');
      const calls = turn.parts.filter((part) => part.type === 'tool_use');
      return [
        {
          role: 'assistant',
          text,
          calls: calls.map(({ id, name, input }) => ({ id, name, arguments: JSON.stringify(input) })),
        },
      ];
    }
  }
}

/** What cannot be said is refused, never dropped in silence. */
function toTextPart(part: Part): TextPart {
  if (part.type === 'text') return part;
  throw ApiError.invalid('messages', `acme takes no ${part.type}`);
}
