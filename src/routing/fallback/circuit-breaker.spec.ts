import { beforeEach, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { CircuitBreaker, type Outcome, type Settle } from './circuit-breaker.js';

const COOL_DOWN = 30_000;

describe('CircuitBreaker', () => {
  let now: number;
  let breaker: CircuitBreaker;
  const acquire = (times: number): Settle[] => Array.from({ length: times }, () => breaker.acquire()!);
  const fail = (times: number): void => {
    for (const settle of acquire(times)) settle('failed');
  };
  const mayEnter = (): boolean => breaker.acquire() !== undefined;
  beforeEach(() => {
    now = 1000;
    breaker = new CircuitBreaker(() => now);
  });

  it('admits all until the fifth failure in a row', () => {
    fail(4);
    breaker.acquire()!('succeeded');
    fail(4);
    expect(mayEnter()).toBe(true);
    fail(1);
    expect(mayEnter()).toBe(false);
  });

  it('admits one probe after half a minute, and no other request before the probe has an outcome', () => {
    fail(5);
    now += COOL_DOWN - 1;
    expect(mayEnter()).toBe(false);
    now += 1;
    expect([mayEnter(), mayEnter()]).toEqual([true, false]);
  });

  it.each<[Outcome, boolean[]]>([
    ['succeeded', [true, true]],
    ['failed', [false, false]],
    ['unknown', [true, false]],
  ])('goes on after a probe that %s with %j', (outcome, then) => {
    fail(5);
    now += COOL_DOWN;
    breaker.acquire()!(outcome);
    expect([mayEnter(), mayEnter()]).toEqual(then);
  });

  it.each<Outcome>(['succeeded', 'failed', 'unknown'])(
    'lets a request through where there is no other provider, whose outcome (%s) ends no probe',
    (outcome) => {
      fail(5);
      const early = breaker.acquire(true)!;
      now += COOL_DOWN;
      const probe = breaker.acquire()!;
      const late = breaker.acquire(true)!;
      early(outcome);
      late(outcome);
      expect([breaker.isOpen, mayEnter()]).toEqual([true, false]);
      probe('succeeded');
      expect(breaker.isOpen).toBe(false);
    },
  );

  it('takes such a request for its probe where one is due', () => {
    fail(5);
    now += COOL_DOWN;
    breaker.acquire(true)!('succeeded');
    expect(breaker.isOpen).toBe(false);
  });

  it.each<Outcome>(['succeeded', 'failed', 'unknown'])(
    'ignores what %s late: a request that began before the circuit opened',
    (outcome) => {
      const late = acquire(12);
      fail(5);
      late.pop()!(outcome);
      expect(breaker.isOpen).toBe(true);
      now += COOL_DOWN;
      const probe = breaker.acquire()!;
      late.pop()!(outcome);
      expect([breaker.isOpen, mayEnter()]).toEqual([true, false]);
      probe('succeeded');
      for (const settle of late) settle(outcome);
      expect(breaker.isOpen).toBe(false);
    },
  );

  it('counts one outcome of a request', () => {
    const [settle] = acquire(1);
    for (let i = 0; i < 5; i++) settle!('failed');
    expect(breaker.isOpen).toBe(false);
  });

  it('has at most one probe at a time, and never stays open without one, in any order of events', () => {
    const outcome = fc.constantFrom<Outcome>('succeeded', 'failed', 'unknown');
    const event = fc.oneof(
      fc.record({ kind: fc.constant('enter' as const), isLast: fc.boolean() }),
      fc.record({ kind: fc.constant('settle' as const), index: fc.nat(), outcome }),
      fc.record({ kind: fc.constant('wait' as const), time: fc.nat(COOL_DOWN * 2) }),
    );
    fc.assert(
      fc.property(fc.array(event, { maxLength: 100 }), (events) => {
        const tested = new CircuitBreaker(() => now);
        const running = new Set<{ settle: Settle; isProbe: boolean }>();
        for (const it of events) {
          if (it.kind === 'wait') now += it.time;
          else if (it.kind === 'enter') {
            const { isOpen } = tested;
            const settle = tested.acquire(it.isLast);
            if (settle !== undefined) running.add({ settle, isProbe: isOpen && !it.isLast });
          } else if (running.size > 0) {
            const request = [...running][it.index % running.size]!;
            running.delete(request);
            request.settle(it.outcome);
          }
          expect([...running].filter(({ isProbe }) => isProbe).length).toBeLessThanOrEqual(1);
        }
        for (const { settle } of running) settle('unknown');
        now += COOL_DOWN;
        expect(tested.acquire()).toBeDefined();
      }),
    );
  });
});
