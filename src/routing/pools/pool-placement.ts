import { rankByHash, toUnit } from '@gateway/provider-kit';
import type { MemberHealth } from './member-health.js';
import { MovedSessions } from './moved-sessions.js';
import { type Pool, type PoolMember, toMemberId } from './pool.types.js';

/** How long a member must be well until a session returns to it: from one to three minutes, by the session. */
const RETURN_AFTER_MS = 60_000;
const RETURN_SPREAD_MS = 120_000;

/** The circuit of a member, as far as placement reads it. */
export interface MemberCircuit {
  /** Whether a request would be sent to it now. */
  readonly admits: boolean;
}

export interface PlacementOptions {
  /** Shared by all pools: a deployment may be a member of several. */
  readonly healthOf: (member: PoolMember) => MemberHealth;
  readonly circuitOf: (member: PoolMember) => MemberCircuit;
  /** In milliseconds. */
  readonly now: () => number;
}

/** A request as placement sees it. */
export interface PlacedSession {
  /** Absent where nothing identifies the session: such a request is placed by its own id. */
  readonly session?: string | undefined;
  readonly requestId: string;
  /** The conversation has no answer yet, so that nothing is lost at another member. */
  readonly isNew: boolean;
}

export type MoveReason = 'limit' | 'fault' | 'low' | 'return';

/** A session that has left a member. */
export interface Move {
  readonly from: string;
  readonly to: string;
  readonly reason: MoveReason;
}

/**
 * Places the sessions of one pool. A session has a home: the first usable member in an order that is hashed from the
 * session, level by level, so that every process finds the same one. A session that left its home stays at the member
 * that serves it until its home has been well for a while: a prompt cache is lost with each move.
 */
export class PoolPlacement {
  private readonly moved = new MovedSessions();
  /** The members that sessions have given up on, until another one serves them. */
  private readonly givenUp = new MovedSessions();

  constructor(
    private readonly pool: Pool,
    private readonly options: PlacementOptions,
  ) {}

  /** The members in the order in which they are tried for a request; the last ones are not usable at present. */
  plan(placed: PlacedSession): readonly PoolMember[] {
    const ranking = this.rank(placed);
    const avoided = this.givenUp.find(placed.session ?? '');
    const usable = ranking.filter((member) => this.isUsable(member) && toMemberId(member) !== avoided);
    const away = this.memberOf(placed, usable);
    const better = away === undefined ? [] : usable.slice(0, usable.indexOf(away));
    const target =
      away === undefined
        ? usable.find((member) => !placed.isNew || !this.isLow(member))
        : better.find((member) => this.mayReturn(member, placed));
    const rest = ranking.filter((member) => !usable.includes(member)).sort((a, b) => this.restOf(a) - this.restOf(b));
    return [...new Set([target, away, ...usable, ...rest].filter((member) => member !== undefined))];
  }

  /** Notes which member serves a request; returns the move of the session, if it is one. */
  served(placed: PlacedSession, member: PoolMember): Move | undefined {
    const { session, isNew } = placed;
    if (session === undefined) return undefined;
    const [home] = this.rank(placed);
    if (home === undefined) return undefined;
    const from = this.moved.find(session) ?? toMemberId(home);
    const to = toMemberId(member);
    this.givenUp.set(session, undefined);
    this.moved.set(session, to === toMemberId(home) ? undefined : to);
    if (from === to || isNew) return undefined;
    const left = this.pool.levels.flat().find((each) => toMemberId(each) === from);
    return { from, to, reason: to === toMemberId(home) ? 'return' : this.reasonToLeave(left) };
  }

  /** The client of a session left a member that was silent for too long: its next request goes elsewhere. */
  giveUp({ session }: PlacedSession, member: Pick<PoolMember, 'provider' | 'model'>): void {
    if (session !== undefined) this.givenUp.set(session, toMemberId(member));
  }

  private rank({ session, requestId }: PlacedSession): readonly PoolMember[] {
    return this.pool.levels.flatMap((level) =>
      rankByHash(level, session ?? requestId, { idOf: toMemberId, weightOf: ({ weight }) => weight }),
    );
  }

  private memberOf({ session }: PlacedSession, usable: readonly PoolMember[]): PoolMember | undefined {
    const id = session === undefined ? undefined : this.moved.find(session);
    return id === undefined ? undefined : usable.find((member) => toMemberId(member) === id);
  }

  private isUsable(member: PoolMember): boolean {
    const now = this.options.now();
    const health = this.options.healthOf(member);
    return !health.isResting(now) && !health.isHanging(now) && this.options.circuitOf(member).admits;
  }

  private mayReturn(member: PoolMember, { session = '' }: PlacedSession): boolean {
    const wait = RETURN_AFTER_MS + RETURN_SPREAD_MS * toUnit(session);
    return this.options.healthOf(member).wellFor(this.options.now()) >= wait && !this.isLow(member);
  }

  private isLow(member: PoolMember): boolean {
    return this.options.healthOf(member).isLow(this.options.now());
  }

  private restOf(member: PoolMember): number {
    return this.options.healthOf(member).restsUntil;
  }

  private reasonToLeave(member: PoolMember | undefined): MoveReason {
    const now = this.options.now();
    const health = member && this.options.healthOf(member);
    if (health?.isResting(now) === true) return 'limit';
    return health?.isLow(now) === true ? 'low' : 'fault';
  }
}
