import type { ApiError } from '@gateway/protocol';
import { describe, expect, it } from '@jest/globals';
import { askGateway, question } from '../kit/client/ask-gateway.js';
import { cutAt, cutEvery, judgeStream, readFrames, streamOf } from '@gateway/testing';
import { handler, openProvider } from '../kit/harness/open-provider.js';
import {
  RECORDED,
  shorten,
  streamRecordings,
  wholeRecordings,
  type Recorded,
  type StreamRecording,
} from '../kit/material/recordings.js';
import { sharedMaterial } from '../kit/material/shared-material.js';
import { useHarness } from '../kit/harness/harness.js';
import { readStreamText, readWholeText, type ReadText } from '../kit/material/read-text.js';
import { ROUTES, type Route } from '../kit/harness/wires.js';

const MINUTES = 120_000;

/** Recordings up to this many bytes are cut at every single one, longer ones at so many places. */
const SMALL = 7000;
const PLACES = 200;

const routeOf = (wire: Recorded): Route => ROUTES.find((route) => route.name === wire)!;
const isError = ({ name }: { name: string }): boolean => /error|429/.test(name);

interface Event {
  readonly type: string;
  readonly index?: number;
  readonly content_block?: { readonly type: string; readonly name: string };
  readonly delta?: { readonly text?: string; readonly partial_json?: string };
  readonly usage?: Tokens;
}

interface Tokens {
  readonly input_tokens: number;
  readonly cache_read_input_tokens: number;
  readonly cache_creation_input_tokens: number;
  readonly output_tokens: number;
}

const tokens = (usage: Tokens): Pick<ReadText, 'prompt' | 'output'> => ({
  prompt: usage.input_tokens + usage.cache_read_input_tokens + usage.cache_creation_input_tokens,
  output: usage.output_tokens,
});

/** What a client reads from a stream. */
function readIn(stream: string): ReadText {
  const events = readFrames(stream).frames.map((frame) => frame.data as Event);
  const callAt = (index: number | undefined): string =>
    events.flatMap((event) => (event.index === index ? [event.delta?.partial_json ?? ''] : [])).join('');
  return {
    text: events.map((event) => event.delta?.text ?? '').join(''),
    calls: events.flatMap(({ content_block: block, index }) =>
      block?.type === 'tool_use' ? [{ name: block.name, input: JSON.parse(callAt(index) || '{}') as unknown }] : [],
    ),
    ...tokens(events.find((event) => event.type === 'message_delta')!.usage!),
  };
}

interface WholeAnswer {
  readonly content: readonly { type: string; text?: string; name?: string; input?: unknown }[];
  readonly usage: Tokens;
}

function readInWhole({ content, usage }: WholeAnswer): ReadText {
  return {
    text: content.map((block) => block.text ?? '').join(''),
    calls: content.flatMap(({ type, name = '', input }) => (type === 'tool_use' ? [{ name, input }] : [])),
    ...tokens(usage),
  };
}

/** All places where a small recording can be cut; of a larger one some, at uneven distances from each other. */
function places({ bytes }: StreamRecording): number[] {
  if (bytes.length <= SMALL) return Array.from({ length: bytes.length - 1 }, (_, index) => index + 1);
  const step = bytes.length / PLACES;
  return Array.from({ length: PLACES }, (_, index) => Math.floor(index * step + ((index * 7919) % step)) || 1);
}

if (sharedMaterial('recordings') === undefined) {
  it.skip('recordings mean what they say (skipped: no ../shared/recordings)', () => undefined);
} else {
  describe.each(RECORDED.filter((wire) => wire !== 'anthropic'))('recordings of %s', (wire) => {
    const route = routeOf(wire);
    const streams = streamRecordings(wire);
    // The longest one has chunks by the hundred that only differ in their word.
    const short = streams.map((stream) => shorten(wire, stream, 3)).filter(({ bytes }) => bytes.length <= SMALL);

    it.each(wire === 'openai-chat' ? [...streams, ...short] : streams)(
      '$name sounds the same wherever it is cut',
      async (recording) => {
        let pieces: readonly Uint8Array[] = [recording.bytes];
        const provider = await openProvider(route, () => streamOf(pieces));
        const whole = await handler(provider, route);
        pieces = cutEvery(recording.bytes, 1);
        expect(await handler(provider, route)).toEqual(whole);
        for (const place of places(recording)) {
          pieces = cutAt(recording.bytes, place);
          const received = await handler(provider, route);
          // Comparing texts is cheap; only a difference is worth a report.
          if (JSON.stringify(received) !== JSON.stringify(whole))
            expect({ place, heard: received }).toEqual({ place, heard: whole });
        }
      },
      MINUTES,
    );

    const harness = useHarness(route, () => ({ says: [] }));
    const ask = (stream: boolean): Promise<Response> => askGateway(harness.gateway, { body: question({ stream }) });

    it.each(streams.filter((stream) => !isError(stream)))('$name is heard as it was said', async (recording) => {
      harness.script = () => ({
        raw: cutEvery(recording.bytes, 997),
        headers: { 'content-type': 'text/event-stream' },
      });
      const stream = await (await ask(true)).text();
      expect(judgeStream(stream)).toEqual([]);
      expect(readIn(stream)).toEqual(readStreamText(wire, recording));
    });

    it.each(wholeRecordings(wire).filter((whole) => !isError(whole)))(
      '$name is read as it was said',
      async (recording) => {
        harness.script = () => ({
          raw: Buffer.from(JSON.stringify(recording.body)),
          headers: { 'content-type': 'application/json' },
        });
        const message = (await (await ask(false)).json()) as WholeAnswer;
        expect(readInWhole(message)).toEqual(readWholeText(wire, recording));
      },
    );
  });

  describe('recordings of anthropic', () => {
    const harness = useHarness(routeOf('anthropic'), () => ({ says: [] }));

    it.each(streamRecordings('anthropic'))('$name is handed on byte for byte', async ({ bytes }) => {
      harness.script = () => ({ raw: cutEvery(bytes, 997), headers: { 'content-type': 'text/event-stream' } });
      const response = await askGateway(harness.gateway, { body: question({ stream: true }) });
      expect(Buffer.from(await response.arrayBuffer()).equals(bytes)).toBe(true);
    });

    it.each(wholeRecordings('anthropic'))('$name is handed on whole', async ({ body }) => {
      harness.script = () => ({
        raw: Buffer.from(JSON.stringify(body)),
        headers: { 'content-type': 'application/json' },
      });
      expect(await (await askGateway(harness.gateway, { body: question() })).json()).toEqual(body);
    });
  });

  describe('recorded failures', () => {
    it.each<[Recorded, string, number, Pick<ApiError, 'status' | 'type'>, RegExp]>([
      [
        'openai-responses',
        'openai-error.1',
        429,
        { status: 402, type: 'billing_error' },
        /exceeded your current quota/,
      ],
      [
        'openai-responses',
        'reasoning-model-temperature-error',
        400,
        { status: 400, type: 'invalid_request_error' },
        /'temperature' is not supported/,
      ],
      [
        'openai-chat',
        'reasoning-model-legacy-parameter-error',
        400,
        { status: 400, type: 'invalid_request_error' },
        /Use 'max_completion_tokens'/,
      ],
      [
        'gemini',
        'google-429-retry-info',
        429,
        { status: 429, type: 'rate_limit_error' },
        /exceeded your current quota/,
      ],
    ])('%s: %s is told as what it is', async (wire, name, status, result, message) => {
      const named = (recording: { name: string }): boolean => recording.name === name;
      const { body } = wholeRecordings(wire).find(named)!;
      const answers = [
        (): Response => Response.json(body, { status }),
        ...streamRecordings(wire)
          .filter(named)
          .map(
            ({ bytes }) =>
              () =>
                streamOf([bytes]),
          ),
      ];
      for (const answer of answers) {
        const provider = await openProvider(routeOf(wire), answer);
        expect(await handler(provider, routeOf(wire))).toEqual({
          thrown: { ...result, message: expect.stringMatching(message) },
        });
      }
    });
  });
}
