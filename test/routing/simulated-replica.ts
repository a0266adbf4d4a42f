import { CircuitBreaker } from '../../src/routing/fallback/circuit-breaker.js';
import { MemberHealth } from '../../src/routing/pools/member-health.js';
import { type Move, type PlacedSession, PoolPlacement } from '../../src/routing/pools/pool-placement.js';
import { type Pool, type PoolMember, toMemberId } from '../../src/routing/pools/pool.types.js';
import { type Outcome, SimulatedMember } from './simulated-member.js';

/** What came of a request. */
export interface Served {
  /** Undefined: no member answered. */
  readonly outcome: 'hit' | 'miss' | undefined;
  readonly move?: Move | undefined;
}

/** One turn of a session. */
export interface Turn {
  readonly session: string;
  /** From 0. */
  readonly turn: number;
}

/** Which members a replica tries: by the session, or one after the other in rotation. */
export type Placing = 'affinity' | 'rotation';

/** A gateway with the real placement, circuits and rests, on the clock of the simulation. */
export class SimulatedReplica {
  private readonly circuits = new Map<string, CircuitBreaker>();
  private readonly health = new Map<string, MemberHealth>();
  private readonly placement: PoolPlacement;
  private readonly members: readonly PoolMember[];
  private next = 0;

  constructor(
    pool: Pool,
    private readonly placing: Placing,
    private readonly now: () => number,
  ) {
    this.members = pool.levels.flat();
    this.placement = new PoolPlacement(pool, {
      healthOf: (member) => this.healthOf(member),
      circuitOf: (member) => this.circuitOf(member),
      now,
    });
  }

  /** Sends a turn as `FallbackService` does: to each member of the plan, until one answers. */
  send({ session, turn }: Turn, upstreams: ReadonlyMap<string, SimulatedMember>): Served {
    const placed = { session, requestId: session, isNew: turn === 0 };
    const plan = this.planOf(placed);
    for (const [i, member] of plan.entries()) {
      const circuit = this.circuitOf(member);
      const isProbe = circuit.isOpen;
      const settle = circuit.acquire(i === plan.length - 1);
      if (settle === undefined) continue;
      const outcome = upstreams.get(member.provider)?.answer(session, turn, this.now()) ?? 'failed';
      settle(outcome === 'failed' ? 'failed' : outcome === 'limit' ? 'unknown' : 'succeeded');
      this.note(member, outcome, isProbe);
      if (outcome === 'hit' || outcome === 'miss') return { outcome, move: this.placement.served(placed, member) };
    }
    return { outcome: undefined };
  }

  private planOf(placed: PlacedSession): readonly PoolMember[] {
    if (this.placing === 'affinity') return this.placement.plan(placed);
    const first = this.next++ % this.members.length;
    return [...this.members.slice(first), ...this.members.slice(0, first)];
  }

  private note(member: PoolMember, outcome: Outcome, isProbe: boolean): void {
    const health = this.healthOf(member);
    if (outcome === 'limit')
      health.noteLimit(this.now(), { 'retry-after': String(SimulatedMember.restAt(this.now())) });
    if (outcome === 'failed' || (outcome !== 'limit' && isProbe)) health.noteTrouble(this.now());
  }

  private circuitOf(member: PoolMember): CircuitBreaker {
    const id = toMemberId(member);
    const circuit = this.circuits.get(id) ?? new CircuitBreaker(this.now);
    this.circuits.set(id, circuit);
    return circuit;
  }

  private healthOf(member: PoolMember): MemberHealth {
    const id = toMemberId(member);
    const health = this.health.get(id) ?? new MemberHealth();
    this.health.set(id, health);
    return health;
  }
}
