import { judgeStream } from '@gateway/testing';
import { toEvents } from './to-events.js';

/** A 500 may be the upstream's, with its own message. */
const STATUSES = [200, 400, 401, 402, 403, 404, 409, 413, 429, 500, 502, 504, 529];

/** A message of the JavaScript engine: code of the gateway failed. */
const STUMBLE =
  /internal error|cannot (read|set|convert|destructure)|is not (a function|iterable|defined|a constructor)|of (undefined|null)\b|unexpected token|invalid (array|string) length/i;

/** The violations of an answer to any request and of any upstream; an empty list: none. */
export function judgeAnswer({ status, headers }: Response, text: string): readonly string[] {
  const stream = (headers.get('content-type') ?? '').startsWith('text/event-stream');
  if (stream) return status === 200 ? judgeStream(text) : [`a stream with the status ${status}`];
  const body = parse(text);
  if (status === 200) return Array.isArray(body?.content) ? judgeStream(toEvents(body)) : [`no message: ${text}`];
  const { type, message } = (body?.error ?? {}) as Record<string, unknown>;
  const isError =
    body?.type === 'error' &&
    typeof type === 'string' &&
    typeof message === 'string' &&
    body.request_id === headers.get('request-id');
  if (!isError || !STATUSES.includes(status) || STUMBLE.test(message)) return [`${status} ${text.slice(0, 500)}`];
  return [];
}

function parse(text: string): Record<string, unknown> | undefined {
  try {
    return JSON.parse(text) as Record<string, unknown>;
  } catch {
    return undefined;
  }
}
