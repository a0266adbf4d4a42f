import { once } from 'node:events';
import type { ServerResponse } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import type { ScriptedAnswer, Event, Figures, Problem, Received, Said, Step } from './script.types.js';
import type { ReceivedRequest, Language, FakeEncoder } from './wire.types.js';

/** Milliseconds. */
const IDLE_EVERY = 10_000;

const USAGE: Figures = { input: 20, output: 5 };

type Spoken = Extract<ScriptedAnswer, { says: unknown }>;

/** How an answer in progress ended otherwise than at its end. */
type Break = 'cut' | 'stop' | Problem;

/** Says an answer in the words of a wire, at the pace that the client reads. */
export async function playAnswer(
  language: Language,
  requested: ReceivedRequest,
  received: Received,
  answer: ScriptedAnswer,
  response: ServerResponse,
): Promise<void> {
  if ('refuses' in answer) {
    sendProblem(language, answer.refuses, response);
    return;
  }
  if ('raw' in answer) return sendRaw(answer, received, response);
  const encoder = language.encoder(requested, received.body as Record<string, unknown>);
  if (requested.stream) await playStream(encoder, answer, received, response);
  else await playWhole(language, encoder, answer, received, response);
}

async function playStream(
  encoder: FakeEncoder,
  answer: Spoken,
  received: Received,
  response: ServerResponse,
): Promise<void> {
  response.writeHead(200, { 'content-type': 'text/event-stream', ...answer.headers });
  response.flushHeaders();
  await write(received, response, encoder.begin());
  const idle = async (): Promise<void> => write(received, response, encoder.idle?.() ?? '');
  const broken = await follow(answer.says, async (step) => write(received, response, encoder.say(step)), idle);
  if (broken === 'cut') return cut(response);
  if (typeof broken === 'object') await write(received, response, encoder.fail(broken));
  if (broken === undefined) await write(received, response, encoder.end(answer.end ?? 'done', answer.usage ?? USAGE));
  response.end();
}

async function playWhole(
  language: Language,
  encoder: FakeEncoder,
  answer: Spoken,
  received: Received,
  response: ServerResponse,
): Promise<void> {
  const said: Said[] = [];
  const broken = await follow(answer.says, (step) => {
    said.push(step);
  });
  if (broken === 'cut') return cut(response);
  if (typeof broken === 'object') {
    sendProblem(language, broken, response);
    return;
  }
  response.writeHead(200, { 'content-type': 'application/json', ...answer.headers });
  const whole = JSON.stringify(encoder.whole(said, answer.end ?? 'done', answer.usage ?? USAGE));
  // A body that ends too early.
  await write(received, response, broken === 'stop' ? whole.slice(0, -9) : whole);
  response.end();
}

/** Answers with an error in the provider's own shape. */
export function sendProblem(language: Language, problem: Problem, response: ServerResponse): void {
  response.writeHead(problem.status, { 'content-type': 'application/json', ...problem.headers });
  response.end(JSON.stringify(language.problem(problem)));
}

async function follow(
  steps: Iterable<Step> | AsyncIterable<Step>,
  say: (said: Said) => Promise<void> | void,
  idle?: () => Promise<void>,
): Promise<Break | undefined> {
  for await (const step of steps) {
    if (!isEvent(step)) await say(step);
    else if ('cut' in step) return 'cut';
    else if ('stop' in step) return 'stop';
    else if ('fail' in step) return step.fail;
    else await (typeof step.wait === 'number' ? beSilent(step.wait, idle) : step.wait);
  }
  return undefined;
}

/** Sends nothing for this many milliseconds, except the wire's own keep-alive. */
async function beSilent(duration: number, idle?: () => Promise<void>): Promise<void> {
  let left = duration;
  for (; left > IDLE_EVERY; left -= IDLE_EVERY) {
    await pause(IDLE_EVERY);
    await idle?.();
  }
  await pause(left);
}

function isEvent(step: Step): step is Event {
  return 'wait' in step || 'cut' in step || 'stop' in step || 'fail' in step;
}

async function sendRaw(
  answer: Extract<ScriptedAnswer, { raw: unknown }>,
  received: Received,
  response: ServerResponse,
): Promise<void> {
  response.writeHead(answer.status ?? 200, answer.headers);
  const pieces = answer.raw instanceof Uint8Array ? [answer.raw] : answer.raw;
  for (const piece of pieces) {
    await write(received, response, piece);
    // Each piece travels alone, so that cuts between pieces are cuts between reads.
    if (pieces.length > 1) await pause(1);
  }
  if (answer.cut) await cut(response);
  else response.end();
}

/** Writes as much as the client takes; a client that is gone makes it throw, which ends the answer. */
async function write(received: Received, response: ServerResponse, bytes: string | Uint8Array): Promise<void> {
  if (response.destroyed) throw new Error('the client is gone');
  if (bytes.length === 0) return;
  received.written += Buffer.byteLength(bytes);
  if (!response.write(bytes)) await Promise.race([once(response, 'drain'), received.over]);
}

/** Breaks the connection, but not before what was written has left: Node corks a response until the next tick. */
async function cut(response: ServerResponse): Promise<void> {
  await pause(5);
  response.destroy();
}
