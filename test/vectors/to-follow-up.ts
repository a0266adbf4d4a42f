import { isRecord } from '../kit/judge/is-record.js';
import type { ClientResponse } from './check-response.js';
import { fillPlaceholders } from './fill-placeholders.js';
import { readStream } from './read-stream.js';
import { toMessage } from './to-message.js';
import type { Vector } from './vector.types.js';

/**
 * The request of the second turn. The content of the first answer comes back byte for byte, as Claude Code sends it
 * (`{{assistant}}`), and results name the calls of that answer (`{{tool_use_id:0}}`).
 */
export function toFollowUp({ request, followUp }: Vector, first: ClientResponse): Record<string, unknown> {
  const message = isRecord(first.json) ? first.json : toMessage(readStream(first.text));
  const content: readonly unknown[] = Array.isArray(message.content) ? message.content : [];
  const calls = content.filter(isRecord).filter(({ type }) => type === 'tool_use');
  const messages = fillPlaceholders(followUp?.messages ?? [], 'tool_use_id', (n) => String(calls[Number(n)]?.id));
  const echoed = messages.map((turn) =>
    isRecord(turn) && turn.content === '{{assistant}}' ? { ...turn, content } : turn,
  );
  const history: readonly unknown[] = Array.isArray(request?.messages) ? request.messages : [];
  return { ...request, ...followUp?.requestPatch, messages: [...history, ...echoed] };
}
