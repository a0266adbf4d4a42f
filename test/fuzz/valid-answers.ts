import { isRecorded, streamRecordings, wholeRecordings } from '../kit/material/recordings.js';
import type { Said } from '../kit/upstreams/script.types.js';
import type { Route } from '../kit/harness/wires.js';

/** A valid answer of an upstream: its frames, or one text of JSON. */
export interface ValidAnswer {
  readonly name: string;
  readonly stream: boolean;
  readonly value: readonly string[];
}

/** What a request asks each wire for: usage, and thoughts. */
const ASKED = {
  stream_options: { include_usage: true },
  generationConfig: { thinkingConfig: { includeThoughts: true } },
};

/** Longer recordings repeat themselves. */
const MAX_FRAMES = 40;
const MAX_LENGTH = 15_000;
const FRAMES = /(?<=\n\r?\n)/;

/** Valid answers of a route's wire: stories, and recordings where they are. */
export function validAnswers(route: Route): ValidAnswer[] {
  return [...stories(route), ...recorded(route.name)].filter(
    ({ value }) => value.length <= MAX_FRAMES && value.join('').length <= MAX_LENGTH,
  );
}

/** The text of an answer after a change: a frame that became something else is JSON. */
export function toAnswer(frames: unknown): string {
  const pieces: unknown[] = Array.isArray(frames) ? frames : [frames];
  return pieces.map((piece) => (typeof piece === 'string' ? piece : JSON.stringify(piece))).join('');
}

function stories({ wire, model, search }: Route): ValidAnswer[] {
  const searched: Said = { search: 'nest', hits: [{ url: 'https://example.com/nest', title: 'Nest' }] };
  const said: Said[] = [
    { think: 'Which file?', state: 'gAAAAstate' },
    ...(search ? [searched] : []),
    { text: ['I ', 'read.'] },
    { call: 'Read', id: 'call_1', input: { path: 'a.txt', deep: { list: [1, null] } } },
    { call: 'Read', id: 'call_2', input: { path: 'b.txt' } },
  ];
  const usage = { input: 120, output: 40, cached: 20, reasoning: 8 };
  return [true, false].map((stream) => {
    const encoder = wire.encoder({ action: 'generate', model, stream }, ASKED);
    const text = stream
      ? encoder.begin() + said.map((one) => encoder.say(one)).join('') + encoder.end('done', usage)
      : JSON.stringify(encoder.whole(said, 'done', usage));
    return { name: 'a story', stream, value: stream ? text.split(FRAMES) : [text] };
  });
}

function recorded(name: string): ValidAnswer[] {
  if (!isRecorded(name)) return [];
  return [
    ...streamRecordings(name).map(({ name, bytes }) => ({ name, stream: true, value: bytes.toString().split(FRAMES) })),
    ...wholeRecordings(name).map(({ name, body }) => ({ name, stream: false, value: [JSON.stringify(body)] })),
  ].filter(({ name }) => !/error|429/.test(name));
}
