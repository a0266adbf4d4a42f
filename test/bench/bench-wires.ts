import type { FakeEncoder } from '../kit/upstreams/wire.types.js';
import { ChatFakeEncoder } from '../kit/upstreams/openai/chat.fake-encoder.js';
import { ResponsesFakeEncoder } from '../kit/upstreams/openai/responses.fake-encoder.js';
import { GeminiFakeEncoder } from '../kit/upstreams/gemini/gemini.fake-encoder.js';
import { AnthropicFakeEncoder } from '../kit/upstreams/anthropic/anthropic.fake-encoder.js';
import { ROUTES, type Route } from '../kit/harness/wires.js';

/** Short enough that no fake encoder cuts it in pieces. */
const PLACE = '@STAMP@';
const USAGE = { input: 12_000, output: 500 };
/** What each event says beside its stamp: about a token's worth. */
const WORD = ' token';

/** A wire as the bench speaks it: an answer in pieces, with the time in each of its events. */
export interface BenchWire {
  readonly name: string;
  readonly route: Route;
  /** What the fake upstream calls itself and where it answers: the pipe gets it as an argument, the gateway builds it. */
  readonly path: string;
  readonly opening: string;
  readonly closing: string;
  /** The frame of one event that carries this stamp. */
  event(stamp: string): string;
  /** The whole answer as one JSON document. */
  readonly whole: string;
}

const FAKE_ENCODERS: Readonly<Record<string, { readonly path: string; encoder(model: string): FakeEncoder }>> = {
  'openai-chat': {
    path: '/v1/chat/completions',
    encoder: (model) => new ChatFakeEncoder({ model, usage: true }),
  },
  'openai-responses': { path: '/v1/responses', encoder: (model) => new ResponsesFakeEncoder(model) },
  gemini: {
    path: '/v1beta/models/gemini-3-pro-preview:streamGenerateContent',
    encoder: (model) => new GeminiFakeEncoder(model, 'studio', true),
  },
  anthropic: { path: '/v1/messages', encoder: (model) => new AnthropicFakeEncoder(model) },
};

/** Every wire with a dialect of its own; Azure and Vertex AI speak those of OpenAI and Gemini. */
export const BENCH_WIRES: readonly BenchWire[] = ROUTES.flatMap((route) => {
  const found = FAKE_ENCODERS[route.name];
  return found === undefined ? [] : [toBenchWire(route, found.path, found.encoder)];
});

function toBenchWire(route: Route, path: string, encoder: (model: string) => FakeEncoder): BenchWire {
  const spoken = encoder(route.model);
  const frames = [spoken.begin(), spoken.say({ text: [PLACE] }), spoken.end('done', USAGE)]
    .join('')
    .split(/(?<=\r?\n\r?\n)/);
  const at = frames.findIndex((frame) => frame.includes(PLACE));
  const [before = '', after = ''] = frames[at]!.split(PLACE);
  return {
    name: route.name,
    route,
    path,
    opening: frames.slice(0, at).join(''),
    closing: frames
      .slice(at + 1)
      .join('')
      .replaceAll(PLACE, 'said'),
    event: (stamp) => before + stamp + WORD + after,
    whole: JSON.stringify(encoder(route.model).whole([{ text: 'All is well. '.repeat(150) }], 'done', USAGE)),
  };
}
