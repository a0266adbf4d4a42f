import { hash } from 'node:crypto';
import type { JsonObject } from '@gateway/protocol';
import type { ChatBody } from '../chat.types.js';
import { mapMessages } from './chat-messages.js';

const NINE = /^[a-zA-Z0-9]{9}$/;

/** Tool call ids of nine letters or digits, the same for a call and its result (Mistral, contract §5.6). */
export function nineLetterIds(body: ChatBody): ChatBody {
  return mapMessages(body, (message) => {
    const { tool_calls: calls, tool_call_id: answered } = message;
    if (typeof answered === 'string')
      return NINE.test(answered) ? message : { ...message, tool_call_id: toNine(answered) };
    if (!Array.isArray(calls)) return message;
    const mapped = (calls as readonly JsonObject[]).map((call) => ({ ...call, id: toNine(String(call.id)) }));
    const same = mapped.every(({ id }, i) => id === (calls as readonly JsonObject[])[i]?.id);
    return same ? message : { ...message, tool_calls: mapped };
  });
}

function toNine(id: string): string {
  return NINE.test(id) ? id : hash('sha256', id, 'hex').slice(0, 9);
}
