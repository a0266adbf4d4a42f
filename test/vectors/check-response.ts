import { findMismatches } from './find-mismatch.js';
import { INVARIANTS } from './invariants.js';
import { foldDeltas, readStream, type StreamEvent } from './read-stream.js';
import { toMessage } from './to-message.js';
import type { ExpectedEvent, ExpectedResponse } from './vector.types.js';

/** What the client received. `json` is undefined where the body is no JSON. */
export interface ClientResponse {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly text: string;
  readonly json: unknown;
}

/** What is wrong with an answer; an empty list: nothing. */
export function checkResponse(expected: ExpectedResponse, response: ClientResponse): string[] {
  const { status, headers, json, text } = response;
  return [
    ...(expected.status === undefined || expected.status === status
      ? []
      : [`status: expected ${expected.status}, found ${status}: ${text.slice(0, 300)}`]),
    ...findMismatches('header', headers, expected.headers),
    ...findMismatches('body', json, expected.json),
    ...(expected.events === undefined ? [] : checkStream(expected, expected.events, text)),
  ];
}

function checkStream(expected: ExpectedResponse, wanted: readonly ExpectedEvent[], stream: string): string[] {
  const events = readStream(stream);
  const invariants = (expected.invariants ?? []).flatMap((name) => {
    const find = INVARIANTS[name];
    if (find === undefined) return [`there is no invariant ${name}`];
    return find(events, stream).map((problem) => `[${name}] ${problem}`);
  });
  const message = findMismatches('message', toMessage(events), expected.message);
  return [...compareEvents(wanted, foldDeltas(events)), ...invariants, ...message];
}

/** Compares in order; an event that is optional and does not fit is passed over. */
function compareEvents(wanted: readonly ExpectedEvent[], found: readonly StreamEvent[]): string[] {
  let next = 0;
  for (const { type, assert, optional } of wanted) {
    const event = found[next];
    const mismatches =
      event?.type === type
        ? findMismatches(`event ${next} (${type})`, event, assert)
        : [`event ${next}: expected ${type}, found ${JSON.stringify(event ?? null).slice(0, 200)}`];
    if (mismatches.length === 0) next++;
    else if (optional !== true) return mismatches;
  }
  const types = found.slice(next).map(({ type }) => type);
  return types.length === 0 ? [] : [`events behind the last expected one: ${types.join(', ')}`];
}
