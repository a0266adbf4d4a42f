import { collectMessage, type Message, type StreamEvent } from '@gateway/protocol';
import { describe, expect, it } from '@jest/globals';
import { cutAt, cutEvery, streamOf } from '../material/cut-bytes.js';
import { judgeStream } from '../judge/stream-judge.js';
import type { FakeEncoder } from '../upstreams/wire.types.js';
import { normalizeIds } from '../material/normalize-ids.js';
import { askDialect, countWithDialect, type Subject, type Upstream } from './ask-dialect.js';
import { STORIES, type Story } from './stories.js';

/** Lengths of the pieces that an answer arrives in, and how many places it is cut in two at. */
const LENGTHS = [1, 2, 3, 7, 64, 1000];
const PLACES = 30;

type Cut = (bytes: Buffer) => readonly Buffer[];

const CUTS: readonly Cut[] = [
  ...LENGTHS.map(
    (length): Cut =>
      (bytes) =>
        cutEvery(bytes, length),
  ),
  ...Array.from(
    { length: PLACES },
    (_, i): Cut =>
      (bytes) =>
        cutAt(bytes, Math.floor(((i + 0.5) / PLACES) * bytes.length)),
  ),
];

/** Labels that servers and proxies give to streams and to whole answers. */
const LABELS = [
  'application/json',
  'application/problem+json',
  'text/event-stream',
  'application/octet-stream',
  'text/html',
  '',
];

/** What servers and proxies send between the chunks of a stream. */
const NOISE = [
  ': OPENROUTER PROCESSING\n\n',
  'data: null\n\n',
  'data:\n\n',
  'data:   \n\n',
  'data: : keep-alive\n\n',
  'data: {}\n\n',
  'data: "ping"\n\n',
  'data: 0\n\n',
  'event: heartbeat\n\n',
  '\n\n',
];

/** Statuses of an upstream, and the type of the client's error. */
const FAILURES: readonly (readonly [status: number, type: string])[] = [
  [400, 'invalid_request_error'],
  [401, 'authentication_error'],
  [403, 'permission_error'],
  [404, 'not_found_error'],
  [413, 'request_too_large'],
  [429, 'rate_limit_error'],
  [500, 'api_error'],
  [503, 'overloaded_error'],
];

/** What every dialect has to show; a spec of a plugin calls it once for each of its dialects. */
export function dialectContract(name: string, subject: Subject): void {
  const { language } = subject;
  const speak =
    (say: (encoder: FakeEncoder) => string, cut: Cut = (bytes) => [bytes]): Upstream =>
    (requested, body) =>
      streamOf(cut(Buffer.from(say(language.encoder(requested, body)))));
  const handler = (upstream: Upstream, stream = true): Promise<readonly StreamEvent[]> =>
    askDialect(subject, stream, upstream);

  describe(`the contract of dialects: ${name}`, () => {
    describe.each(STORIES)('$name', (story) => {
      const say = (encoder: FakeEncoder): string =>
        encoder.begin() + story.says.map((said) => encoder.say(said)).join('') + encoder.end(story.end, story.usage);
      const whole: Upstream = (requested, body) =>
        Response.json(language.encoder(requested, body).whole(story.says, story.end, story.usage));

      it.each([true, false])('is asked for as the upstream wants it (streamed: %s)', async (stream) => {
        const problems: unknown[] = [];
        await handler((requested, body) => {
          problems.push(language.refuse?.(body, requested));
          return stream ? speak(say)(requested, body) : whole(requested, body);
        }, stream);
        expect(problems).toEqual([undefined]);
      });

      it('is a legal stream of plain data, with the content of the reply', async () => {
        const events = await handler(speak(say));
        expect(judgeStream(events)).toEqual([]);
        expect(JSON.parse(JSON.stringify(events))).toEqual(events);
        check(collectMessage(events), story);
      });

      it('is the same wherever it is cut', async () => {
        const expected = JSON.stringify(normalizeIds(await handler(speak(say))));
        for (const cut of CUTS) expect(JSON.stringify(normalizeIds(await handler(speak(say, cut))))).toBe(expected);
      }, 60_000);

      it.each(LABELS)('is what its body is, asked for in either form, labelled %j', async (label) => {
        const labelled = (upstream: Upstream): Upstream => {
          return (requested, body) =>
            new Response(upstream(requested, body).body, { headers: { 'content-type': label } });
        };
        // An upstream that is asked for a whole answer need not count in a stream: the usage is left out here.
        const received = async (upstream: Upstream, asked: boolean): Promise<unknown> => {
          const { usage: _, ...message } = collectMessage(await handler(upstream, asked));
          return normalizeIds(message);
        };
        const streamed = await received(speak(say), true);
        const inOne = await received(whole, false);
        for (const asked of [true, false]) {
          expect(await received(labelled(speak(say)), asked)).toEqual(streamed);
          expect(await received(labelled(whole), asked)).toEqual(inOne);
        }
      });

      it('is the same among data that is no chunk', async () => {
        const expected = JSON.stringify(normalizeIds(await handler(speak(say))));
        const noise = NOISE.join('');
        const noisy = (encoder: FakeEncoder): string => noise + say(encoder).replaceAll(/\n\n(?=\S)/g, `\n\n${noise}`);
        expect(JSON.stringify(normalizeIds(await handler(speak(noisy))))).toBe(expected);
        const marked = (encoder: FakeEncoder): string => say(encoder).replace(/^data: \[DONE\]$/m, 'data:  [DONE] \t');
        expect(JSON.stringify(normalizeIds(await handler(speak(marked))))).toBe(expected);
      });

      it('is the same in one piece', async () => {
        const message = collectMessage(await handler(whole, false));
        check(message, story);
        expect(normalizeIds(message)).toEqual(normalizeIds(collectMessage(await handler(speak(say)))));
      });
    });

    it.each(FAILURES)('a %s is an %s, with the words of the upstream', async (status, type) => {
      const message = 'no more kittens';
      const failed = handler(() => {
        const headers = { 'retry-after': '7' };
        return Response.json(language.problem({ status, message }), { status, headers });
      });
      await expect(failed).rejects.toMatchObject({ type, message: expect.stringContaining(message) });
      if (status === 429) await expect(failed).rejects.toMatchObject({ headers: { 'retry-after': '7' } });
    });

    it.each([
      ['that ends too early', (): string => ''],
      [
        'that ends in an error',
        (encoder: FakeEncoder): string => encoder.fail({ status: 500, message: 'no more kittens' }),
      ],
      ['that nobody understands', (): string => 'data: {"choices":\n\n'],
    ])('a stream %s is an error, never an end', async (_, rest) => {
      const broken = speak((encoder) => encoder.begin() + encoder.say({ text: 'I ' }) + rest(encoder));
      await expect(handler(broken)).rejects.toMatchObject({ name: 'ApiError', type: 'api_error' });
    });

    it.each<[string, () => Response]>([
      [
        'cannot be reached',
        () => {
          throw new TypeError('fetch failed');
        },
      ],
      ['is at its limit', () => Response.json(language.problem({ status: 429, message: 'slow' }), { status: 429 })],
      ['is broken', () => Response.json(language.problem({ status: 500, message: 'oh' }), { status: 500 })],
      ['is overloaded', () => Response.json(language.problem({ status: 503, message: 'oh' }), { status: 503 })],
      ['answers a page', () => new Response('<html>', { headers: { 'content-type': 'text/html' } })],
      ['answers something else', () => Response.json({})],
    ])('a prompt is counted, also while the upstream %s', async (_, answer) => {
      expect(await countWithDialect(subject, answer)).toBeGreaterThan(0);
    });
  });
}

function check({ content, stop_reason: stop, usage }: Message, { received, usage: result }: Story): void {
  expect({
    text: content.map((block) => (block.type === 'text' ? block.text : '')).join(''),
    calls: content.flatMap((block) => (block.type === 'tool_use' ? [{ name: block.name, input: block.input }] : [])),
    stop,
  }).toEqual(received);
  const { input_tokens: fresh, cache_read_input_tokens: cached, cache_creation_input_tokens: kept } = usage;
  expect({ prompt: fresh + cached + kept, cached, output: usage.output_tokens }).toEqual({
    prompt: result.input,
    cached: result.cached ?? 0,
    output: result.output,
  });
}
