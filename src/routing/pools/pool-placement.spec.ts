import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { MemberHealth } from './member-health.js';
import { type PlacedSession, PoolPlacement } from './pool-placement.js';
import { type Pool, type PoolMember, toMemberId } from './pool.types.js';

const MINUTE = 60_000;
const member = (provider: string, weight = 1): PoolMember => ({ provider, model: 'gpt', weight });
const POOL: Pool = { name: 'gpt', levels: [[member('ptu')], [member('eu', 2), member('us')], [member('paid')]] };

/** A pool on a clock of its own, whose circuits are opened by hand. */
class World {
  now = 0;
  readonly open = new Set<string>();
  private readonly health = new Map<string, MemberHealth>();
  readonly placement: PoolPlacement;

  constructor(pool = POOL) {
    this.placement = new PoolPlacement(pool, {
      healthOf: ({ provider }) => this.healthOf(provider),
      circuitOf: ({ provider }) => ({ admits: !this.open.has(provider) }),
      now: () => this.now,
    });
  }

  healthOf(provider: string): MemberHealth {
    const health = this.health.get(provider) ?? new MemberHealth();
    this.health.set(provider, health);
    return health;
  }

  plan(session: string | undefined, isNew = false): readonly string[] {
    return this.placement.plan(placed(session, isNew)).map(({ provider }) => provider);
  }

  /** Sends a request: the provider that serves it, and the move. */
  send(session: string, isNew = false): readonly [provider: string | undefined, reason: string | undefined] {
    const [first] = this.placement.plan(placed(session, isNew));
    const move = first && this.placement.served(placed(session, isNew), first);
    return [first?.provider, move?.reason];
  }
}

function placed(session: string | undefined, isNew = false): PlacedSession {
  return { session, requestId: 'req_1', isNew };
}

describe('PoolPlacement', () => {
  it('plans every member once, level by level', () => {
    fc.assert(
      fc.property(fc.string(), (session) => {
        const plan = new World().plan(session);
        expect([plan[0], [...plan.slice(1, 3)].sort(), plan[3]]).toEqual(['ptu', ['eu', 'us'], 'paid']);
      }),
    );
  });

  it('places a session at the same member in every process, also one that has just started', () => {
    fc.assert(
      fc.property(fc.string(), fc.subarray(['ptu', 'eu', 'us']), (session, broken) => {
        const [one, other] = [new World(), new World()];
        for (const world of [one, other]) broken.forEach((provider) => world.open.add(provider));
        one.send('another');
        expect(other.plan(session)).toEqual(one.plan(session));
      }),
    );
  });

  it('rests a member after a 429 for as long as it asks, and moves the whole session', () => {
    const world = new World();
    expect(world.send('s', true)).toEqual(['ptu', undefined]);
    world.healthOf('ptu').noteLimit(world.now, { 'retry-after': '30' });
    const [second, reason] = world.send('s');
    expect([second, reason]).toEqual([expect.stringMatching(/eu|us/), 'limit']);
    world.now += 31_000;
    // The rest is over, but the cache is where the session is.
    expect(world.send('s')).toEqual([second, undefined]);
    world.now += 3 * MINUTE;
    expect(world.send('s')).toEqual(['ptu', 'return']);
  });

  it.each<[Readonly<Record<string, string>>, number]>([
    [{ 'retry-after-ms': '1500', 'retry-after': '2' }, 1500],
    [{ 'retry-after': '7' }, 7000],
    [{}, 10_000],
    [{ 'retry-after': 'soon' }, 10_000],
  ])('reads the rest of %j', (headers, ms) => {
    const health = new MemberHealth();
    health.noteLimit(1000, headers);
    expect([health.isResting(1000 + ms - 1), health.isResting(1000 + ms)]).toEqual([true, false]);
  });

  it('stays at home where the member was at its limit only between two turns', () => {
    const world = new World();
    world.send('s', true);
    world.healthOf('ptu').noteLimit(world.now, { 'retry-after': '5' });
    world.now += 6000;
    expect(world.send('s')).toEqual(['ptu', undefined]);
  });

  it('does not return while the member has trouble again and again', () => {
    const world = new World();
    world.open.add('ptu');
    const [away] = world.send('s');
    world.open.delete('ptu');
    for (let i = 0; i < 30; i++) {
      world.healthOf('ptu').noteTrouble(world.now);
      world.now += 50_000;
      expect(world.send('s')[0]).toBe(away);
    }
  });

  it('spreads the returns over two minutes', () => {
    const world = new World();
    world.open.add('ptu');
    const sessions = Array.from({ length: 600 }, (_, i) => `s${i}`);
    for (const session of sessions) world.send(session);
    world.open.delete('ptu');
    world.healthOf('ptu').noteTrouble(world.now);
    const returned = [1, 2, 3].map((minute) => {
      world.now = minute * MINUTE;
      return sessions.filter((session) => world.plan(session)[0] === 'ptu').length;
    });
    expect(returned[0]).toBe(0);
    expect(returned[1]).toBeGreaterThan(240);
    expect(returned[1]).toBeLessThan(360);
    expect(returned[2]).toBe(600);
  });

  it('tries the member that a session came from next, where a return fails', () => {
    const world = new World({ name: 'x', levels: [[member('home')], [member('a'), member('b'), member('c')]] });
    world.open.add('home');
    const [away] = world.send('s');
    world.open.delete('home');
    world.now += 10 * MINUTE;
    expect(world.plan('s').slice(0, 2)).toEqual(['home', away]);
  });

  it('sends new sessions elsewhere while the remaining tokens are near zero, and keeps the others', () => {
    const world = new World();
    world.send('old', true);
    world.healthOf('ptu').noteRemaining(world.now, {
      'anthropic-ratelimit-tokens-limit': '100000',
      'anthropic-ratelimit-tokens-remaining': '900',
    });
    expect(world.send('old')).toEqual(['ptu', undefined]);
    expect(world.send('new', true)).toEqual([expect.stringMatching(/eu|us/), undefined]);
    world.now += 11_000;
    expect(world.send('later', true)[0]).toBe('ptu');
  });

  it('uses the member whose rest ends first where none is usable', () => {
    const world = new World();
    for (const [provider, seconds] of Object.entries({ ptu: 60, eu: 5, us: 30, paid: 90 }))
      world.healthOf(provider).noteLimit(0, { 'retry-after': String(seconds) });
    expect(world.plan('s')).toEqual(['eu', 'us', 'ptu', 'paid']);
  });

  it('moves 1/n of the sessions of a level where a member is added', () => {
    const before = new World({ name: 'x', levels: [['a', 'b', 'c'].map((name) => member(name))] });
    const after = new World({ name: 'x', levels: [['a', 'b', 'c', 'd'].map((name) => member(name))] });
    const sessions = Array.from({ length: 4000 }, (_, i) => `s${i}`);
    const moved = sessions.filter((session) => before.plan(session)[0] !== after.plan(session)[0]);
    expect(Math.abs(moved.length / sessions.length - 1 / 4)).toBeLessThan(0.03);
    expect(moved.every((session) => after.plan(session)[0] === 'd')).toBe(true);
  });

  it('shares requests without a session, each by its own id', () => {
    const world = new World({ name: 'x', levels: [[member('a'), member('b')]] });
    const first = Array.from({ length: 1000 }, (_, i) =>
      toMemberId(world.placement.plan({ session: undefined, requestId: `req_${i}`, isNew: true })[0] ?? member('none')),
    );
    expect(first.filter((id) => id === 'a/gpt').length).toBeGreaterThan(400);
    expect(first.filter((id) => id === 'b/gpt').length).toBeGreaterThan(400);
  });
});
