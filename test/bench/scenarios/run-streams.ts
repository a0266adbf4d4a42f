import { setTimeout as sleep } from 'node:timers/promises';
import { BenchClient } from '../bench-client.js';
import type { BenchUpstream, HeldAnswer } from '../bench-upstream.js';
import { streamingBody } from '../claude-code-bodies.js';
import type { Contender } from '../process/contender.js';
import { readCpuTime } from '../process/read-process.js';

export interface StreamLoad {
  readonly streams: number;
  /** Events of each stream. */
  readonly events: number;
  /** Events in one write of the upstream. */
  readonly batch: number;
  /** Milliseconds between two events of a stream. */
  readonly every: number;
}

export interface StreamFigures {
  /** CPU time of the contender, in microseconds. */
  readonly cpuPerEvent: number;
  /** From the upstream's write to the client's read, in milliseconds. */
  readonly ages: readonly number[];
}

/** Milliseconds that the last event may be late. */
const TEST_TIMEOUT_MS = 10_000;

/** Opening all at once would measure the queue. */
const OPENED_AT_ONCE = 10;

const BODY = streamingBody('48k');

/**
 * Opens streams and, when all have begun, lets them speak at their pace. Only that second part is measured.
 *
 * @throws Error when an event does not arrive
 */
export async function runStreams(
  contender: Contender,
  upstream: BenchUpstream,
  load: StreamLoad,
): Promise<StreamFigures> {
  let ages: number[] = [];
  const client = new BenchClient(contender.url, (age) => ages.push(age));
  upstream.manner = 'held';
  upstream.held = [];
  const ends: Promise<undefined>[] = [];
  while (ends.length < load.streams) {
    const some = Array.from({ length: Math.min(OPENED_AT_ONCE, load.streams - ends.length) }, () => client.ask(BODY));
    ends.push(...some.map(({ over }) => over));
    await Promise.all(some.map(({ begun: start }) => start));
  }
  const answers = upstream.held;
  const expected = load.streams * load.events;
  ages = [];
  const before = readCpuTime(contender.pid);
  await Promise.all(answers.map((answer, index) => speak(answer, load, index / answers.length)));
  const deadline = performance.now() + TEST_TIMEOUT_MS;
  while (ages.length < expected && performance.now() < deadline) await sleep(5);
  const cpu = readCpuTime(contender.pid) - before;
  if (ages.length < expected) throw new Error(`${contender.name}: ${ages.length} of ${expected} events arrived`);
  for (const answer of answers) answer.finish();
  await Promise.all(ends);
  client.close();
  return { cpuPerEvent: (cpu * 1000) / expected, ages };
}

/** Says the events of one stream; `phase` keeps the streams from speaking all at the same time. */
async function speak(answer: HeldAnswer, { events, batch, every }: StreamLoad, phase: number): Promise<void> {
  await sleep(every * batch * phase);
  const { promise, resolve } = Promise.withResolvers<undefined>();
  let said = 0;
  const timer = setInterval(() => {
    const now = Math.min(batch, events - said);
    answer.say(now);
    said += now;
    if (said < events) return;
    clearInterval(timer);
    resolve(undefined);
  }, every * batch);
  await promise;
}
