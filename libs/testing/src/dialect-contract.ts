import { deepStrictEqual, ok, rejects, strictEqual } from 'node:assert/strict';
import { type ApiError, collectMessage, type StreamEvent } from '@gateway/protocol';
import { cutAt, cutEvery, streamOf } from './cut-bytes.js';
import { judgeStream } from './stream-judge.js';
import type { FakeEncoder } from './fake-encoder.types.js';
import { checkMessage } from './check-message.js';
import { addNoise, LABELS } from './labels-and-noise.js';
import { normalizeIds } from './normalize-ids.js';
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

/** One thing that a dialect must do. It rejects with an assertion error where the dialect does not. */
export interface Check {
  readonly name: string;
  readonly run: () => Promise<void>;
}

const MESSAGE = 'no more kittens';

/**
 * What every dialect must do, as checks for any test runner: `for (const { name, run } of dialectContract(subject))
 * test(name, run)`.
 */
export function dialectContract(subject: Subject): readonly Check[] {
  const { language } = subject;
  const speak =
    (say: (encoder: FakeEncoder) => string, cut: Cut = (bytes) => [bytes]): Upstream =>
    (requested, body) =>
      streamOf(cut(Buffer.from(say(language.encoder(requested, body)))));
  const ask = (upstream: Upstream, stream = true): Promise<readonly StreamEvent[]> =>
    askDialect(subject, stream, upstream);
  const refusal = (status: number, message: string, headers = {}): Response =>
    Response.json(language.problem({ status, message }), { status, headers });

  const storyChecks = (story: Story): readonly Check[] => {
    const say = (encoder: FakeEncoder): string =>
      encoder.begin() + story.says.map((said) => encoder.say(said)).join('') + encoder.end(story.end, story.usage);
    const whole: Upstream = (requested, body) =>
      Response.json(language.encoder(requested, body).whole(story.says, story.end, story.usage));
    return [
      ...[true, false].map((stream) => ({
        name: `is requested as the upstream accepts it (streamed: ${stream})`,
        run: async () => {
          const problems: unknown[] = [];
          await ask((requested, body) => {
            problems.push(language.refuse?.(body, requested));
            return stream ? speak(say)(requested, body) : whole(requested, body);
          }, stream);
          deepStrictEqual(problems, [undefined]);
        },
      })),
      {
        name: 'is a legal stream of plain data with the content of the answer',
        run: async () => {
          const events = await ask(speak(say));
          deepStrictEqual(judgeStream(events), []);
          strictEqual(JSON.stringify(JSON.parse(JSON.stringify(events))), JSON.stringify(events));
          checkMessage(collectMessage(events), story);
        },
      },
      {
        name: 'is the same wherever it is cut',
        run: async () => {
          const expected = JSON.stringify(normalizeIds(await ask(speak(say))));
          for (const cut of CUTS) strictEqual(JSON.stringify(normalizeIds(await ask(speak(say, cut)))), expected);
        },
      },
      ...LABELS.map((label) => ({
        name: `is what its body is, requested in either form, labelled ${JSON.stringify(label)}`,
        run: async () => {
          const labelled =
            (upstream: Upstream): Upstream =>
            (requested, body) =>
              new Response(upstream(requested, body).body, { headers: { 'content-type': label } });
          // An upstream that is asked for a whole answer need not count in a stream: the usage is left out here.
          const received = async (upstream: Upstream, stream: boolean): Promise<unknown> => {
            const { usage: _, ...message } = collectMessage(await ask(upstream, stream));
            return normalizeIds(message);
          };
          const streamed = await received(speak(say), true);
          const inOne = await received(whole, false);
          for (const stream of [true, false]) {
            deepStrictEqual(await received(labelled(speak(say)), stream), streamed);
            deepStrictEqual(await received(labelled(whole), stream), inOne);
          }
        },
      })),
      {
        name: 'is the same among data that is no chunk',
        run: async () => {
          const expected = JSON.stringify(normalizeIds(await ask(speak(say))));
          const noisy = (encoder: FakeEncoder): string => addNoise(say(encoder));
          strictEqual(JSON.stringify(normalizeIds(await ask(speak(noisy)))), expected);
          const marked = (encoder: FakeEncoder): string =>
            say(encoder).replace(/^data: \[DONE\]$/m, 'data:  [DONE] \t');
          strictEqual(JSON.stringify(normalizeIds(await ask(speak(marked)))), expected);
        },
      },
      {
        name: 'is the same in one piece',
        run: async () => {
          const message = collectMessage(await ask(whole, false));
          checkMessage(message, story);
          deepStrictEqual(normalizeIds(message), normalizeIds(collectMessage(await ask(speak(say)))));
        },
      },
    ].map(({ name, run }) => ({ name: `${story.name} ${name}`, run }));
  };

  const failureChecks = FAILURES.map(([status, type]) => ({
    name: `a ${status} is an ${type} with the message of the upstream`,
    run: () =>
      rejects(
        ask(() => refusal(status, MESSAGE, { 'retry-after': '7' })),
        (error: ApiError) => {
          strictEqual(error.type, type);
          ok(error.message.includes(MESSAGE), error.message);
          if (status === 429) strictEqual(error.headers['retry-after'], '7');
          return true;
        },
      ),
  }));

  const broken: readonly (readonly [string, (encoder: FakeEncoder) => string])[] = [
    ['that ends too early', () => ''],
    ['that ends in an error', (encoder) => encoder.fail({ status: 500, message: MESSAGE })],
    ['that is no JSON', () => 'data: {"choices":\n\n'],
  ];
  const brokenChecks = broken.map(([name, rest]) => ({
    name: `a stream ${name} is an error, never an end`,
    run: () =>
      rejects(ask(speak((encoder) => encoder.begin() + encoder.say({ text: 'I ' }) + rest(encoder))), {
        name: 'ApiError',
        type: 'api_error',
      }),
  }));

  const answers: readonly (readonly [string, () => Response])[] = [
    [
      'cannot be reached',
      () => {
        throw new TypeError('fetch failed');
      },
    ],
    ['is at its limit', () => refusal(429, 'slow')],
    ['is broken', () => refusal(500, 'oh')],
    ['is overloaded', () => refusal(503, 'oh')],
    ['answers a page', () => new Response('<html>', { headers: { 'content-type': 'text/html' } })],
    ['answers something else', () => Response.json({})],
  ];
  const countChecks = answers.map(([name, answer]) => ({
    name: `a prompt is counted, also while the upstream ${name}`,
    run: async () => ok((await countWithDialect(subject, answer)) > 0),
  }));

  return [...STORIES.flatMap(storyChecks), ...failureChecks, ...brokenChecks, ...countChecks];
}
