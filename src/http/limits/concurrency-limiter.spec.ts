import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import fc from 'fast-check';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { LimitsSettings } from './limits.settings.js';
import { connectChannels } from '../../../test/kit/app/connect-channels.js';
import { createCapacity, type ConcurrencyLimiter } from './capacity.js';
import { LimitsCoordinator } from './shared/limits-coordinator.js';
import { SharedConcurrencyLimiter } from './shared/shared-concurrency-limiter.js';

const TOTAL = 3;
const PER_TOKEN = 2;
const SECONDS = 5;

const settings = Object.assign(new LimitsSettings(), {
  MAX_CONCURRENT_REQUESTS: TOTAL,
  MAX_CONCURRENT_REQUESTS_PER_TOKEN: PER_TOKEN,
  MAX_QUEUED_REQUESTS: 4,
  QUEUE_TIMEOUT_SECONDS: SECONDS,
});

/** A process that answers requests. `links`: what is on its way to the primary and back, the oldest first. */
interface Process {
  readonly places: ConcurrencyLimiter;
  readonly links: readonly (() => void)[][];
  readonly die: () => void;
}

interface Client {
  readonly process: Process;
  readonly token: string;
  readonly gone: AbortController;
  hasPlace: boolean;
}

type Event =
  | { readonly kind: 'come'; readonly token: string; readonly process: number }
  | { readonly kind: 'leave'; readonly clients: readonly number[] }
  | { readonly kind: 'deliver'; readonly process: number; readonly link: number; readonly count: number }
  | { readonly kind: 'die'; readonly process: number }
  | { readonly kind: 'time out' }
  | { readonly kind: 'next tick' };

/** All events between two `next tick` happen before any promise callback runs, as Node does with what arrives together. */
const events: fc.Arbitrary<Event[]> = fc.array(
  fc.oneof(
    {
      weight: 6,
      arbitrary: fc.record({
        kind: fc.constant('come' as const),
        token: fc.constantFrom('a', 'b'),
        process: fc.nat(1),
      }),
    },
    {
      weight: 5,
      arbitrary: fc.record({ kind: fc.constant('leave' as const), clients: fc.array(fc.nat(7), { maxLength: 8 }) }),
    },
    {
      weight: 6,
      arbitrary: fc.record({
        kind: fc.constant('deliver' as const),
        process: fc.nat(1),
        link: fc.nat(1),
        count: fc.integer({ min: 1, max: 5 }),
      }),
    },
    { weight: 1, arbitrary: fc.record({ kind: fc.constant('die' as const), process: fc.nat(1) }) },
    { weight: 1, arbitrary: fc.constant({ kind: 'time out' as const }) },
    { weight: 4, arbitrary: fc.constant({ kind: 'next tick' as const }) },
  ),
  { maxLength: 80 },
);

class World {
  private readonly processes: Process[];
  private readonly clients = new Set<Client>();

  constructor(private readonly start: () => Process) {
    this.processes = [start(), start()];
  }

  async run(event: Event): Promise<void> {
    if (event.kind === 'come') this.come(this.processes[event.process]!, event.token);
    if (event.kind === 'leave') {
      const clients = [...this.clients];
      for (const index of event.clients) this.release(clients[index]);
    }
    if (event.kind === 'deliver') {
      const link = this.processes[event.process]!.links[event.link];
      for (const deliver of link?.splice(0, event.count) ?? []) deliver();
    }
    if (event.kind === 'die') this.die(event.process);
    if (event.kind === 'time out') jest.advanceTimersByTime(SECONDS * 1000);
    if (event.kind === 'next tick') await nextTurn();
  }

  /** How many clients have a place: all, and those of the token that has most. */
  count(): readonly [number, number] {
    const tokens = [...this.clients].filter(({ hasPlace }) => hasPlace).map(({ token }) => token);
    const ofToken = ['a', 'b'].map((token) => tokens.filter((each) => each === token).length);
    return [tokens.length, Math.max(...ofToken)];
  }

  /** How many places there are when all clients have left: as many as there were. */
  async countFree(): Promise<number> {
    for (const client of this.clients) this.release(client);
    await this.settle();
    for (let i = 0; i <= TOTAL; i++) this.come(this.processes[i % 2]!, `token ${i}`);
    await this.settle();
    return [...this.clients].filter(({ hasPlace }) => hasPlace).length;
  }

  private come(process: Process, token: string): void {
    const client: Client = { process, token, gone: new AbortController(), hasPlace: false };
    this.clients.add(client);
    process.places.acquire(token, client.gone.signal).then(
      () => (client.hasPlace = !client.gone.signal.aborted),
      () => undefined,
    );
  }

  private release(client: Client | undefined): void {
    if (client === undefined) return;
    client.gone.abort();
    this.clients.delete(client);
  }

  private die(index: number): void {
    const process = this.processes[index]!;
    process.die();
    // A pipe still holds what was sent before.
    for (const deliver of process.links.flat()) deliver();
    for (const client of this.clients) if (client.process === process) this.clients.delete(client);
    this.processes[index] = this.start();
  }

  /** Delivers all that is on its way, and all that comes of it. */
  private async settle(): Promise<void> {
    const links = this.processes.flatMap((process) => process.links);
    do {
      for (const link of links) for (const deliver of link.splice(0)) deliver();
      await nextTurn();
    } while (links.some(({ length }) => length > 0));
  }
}

/** Processes of which each has the same places at hand; it cannot die without the others. */
function alone(): () => Process {
  const places = createCapacity(settings);
  return () => ({ places, links: [], die: () => undefined });
}

function workers(): () => Process {
  const coordinator = new LimitsCoordinator(settings);
  return () => {
    const links: readonly [(() => void)[], (() => void)[]] = [[], []];
    const [own, end] = connectChannels([(deliver) => links[0].push(deliver), (deliver) => links[1].push(deliver)]);
    coordinator.serve(end);
    return { places: new SharedConcurrencyLimiter(own), links, die: () => end.close() };
  };
}

describe('places, whatever the order of events', () => {
  beforeEach(() => {
    jest.useFakeTimers({ doNotFake: ['Date', 'nextTick', 'performance', 'queueMicrotask', 'setImmediate'] });
  });
  afterEach(() => {
    jest.useRealTimers();
  });

  it.each([
    ['in one process', alone],
    ['in several workers', workers],
  ])('are never more than the limits, and all come back: %s', async (name, open) => {
    const mayDie = name !== 'in one process';
    await fc.assert(
      fc.asyncProperty(events, async (list) => {
        const world = new World(open());
        for (const event of list) {
          if (event.kind === 'die' && !mayDie) continue;
          await world.run(event);
          const [total, ofToken] = world.count();
          expect(total).toBeLessThanOrEqual(TOTAL);
          expect(ofToken).toBeLessThanOrEqual(PER_TOKEN);
        }
        expect(await world.countFree()).toBe(TOTAL);
      }),
      { numRuns: 500 },
    );
  });
});
