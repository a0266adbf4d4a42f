import { fieldPaths } from '../drift/field-paths.js';
import { readFrames } from '@gateway/testing';
import { isRecord } from '../../kit/judge/is-record.js';
import type { TappedRequest } from '../harness/client-tap.js';

type Answered = Pick<TappedRequest, 'status' | 'answer' | 'answerHeaders'>;

/** Every field of these answers, by the variant that it is in: `[message_delta].usage.output_tokens`. */
export function structureOf(requests: readonly Answered[]): Set<string> {
  const good = requests.filter(({ status }) => status === 200);
  return new Set(good.flatMap(eventsIn).flatMap((event) => [...fieldPaths(event)]));
}

/** What answers that should look like Anthropic's lack, or have beside; empty where they look the same. */
export function compareStructures(anthropic: ReadonlySet<string>, other: ReadonlySet<string>): string[] {
  const lacks = [...anthropic].filter((path) => !other.has(path)).sort();
  const adds = [...other].filter((path) => !anthropic.has(path)).sort();
  return [...lacks.map((path) => `lacks ${path}`), ...adds.map((path) => `adds ${path}`)];
}

function eventsIn({ answer, answerHeaders }: Answered): Record<string, unknown>[] {
  if (String(answerHeaders['content-type']).startsWith('text/event-stream'))
    return readFrames(answer).frames.flatMap(({ data }) => (isRecord(data) ? [data] : []));
  const body: unknown = JSON.parse(answer);
  return isRecord(body) ? [body] : [];
}
