import type { Call, Route } from '@gateway/provider-kit';
import type { PinoLogger } from 'nestjs-pino';
import type { CircuitsService } from '../fallback/circuits.service.js';
import { describeCost, hasAnswer } from './describe-cost.js';
import { MemberHealth } from './member-health.js';
import { MoveCounts, type PoolMove } from './move-counts.js';
import { type PlacedSession, PoolPlacement } from './pool-placement.js';
import { type Pool, toMemberId } from './pool.types.js';
import { PoolService } from './pool.service.js';
import type { PoolsService } from './pools.service.js';

type Target = Pick<Route, 'provider' | 'model'>;

/** Chooses members of pools for calls, and learns from their responses. */
export class PlacingPoolService extends PoolService {
  private readonly counts = new MoveCounts();
  private readonly placements = new Map<string, PoolPlacement>();
  private readonly health = new Map<string, MemberHealth>();

  constructor(
    private readonly pools: PoolsService,
    private readonly circuits: CircuitsService,
    private readonly log: PinoLogger,
  ) {
    super();
  }

  override get moves(): MoveCounts['all'] {
    return this.counts.all;
  }

  override moveOf(requestId: string): PoolMove | undefined {
    return this.counts.of(requestId);
  }

  /** A member serves the call; a move of its session is counted and logged. */
  override served(call: Call): void {
    const pool = this.pools.find(call.route.pool ?? '');
    const member = pool?.levels.flat().find((each) => toMemberId(each) === toMemberId(call.route));
    if (pool === undefined || member === undefined) return;
    const move = this.placementOf(pool).served(toPlaced(call), member);
    if (move === undefined) return;
    this.counts.add({ pool: pool.name, ...move }, call.requestId);
    this.log.info({ pool: pool.name, ...move, ...describeCost(call), requestId: call.requestId }, 'session moved');
  }

  override givenUp(call: Call): void {
    const pool = this.pools.find(call.route.pool ?? '');
    if (pool !== undefined) this.placementOf(pool).giveUp(toPlaced(call), call.route);
  }

  override healthOf(member: Target): MemberHealth {
    const id = toMemberId(member);
    const health = this.health.get(id) ?? new MemberHealth();
    this.health.set(id, health);
    return health;
  }

  protected override plan(route: Route, call: Call): readonly Route[] | undefined {
    const { requestedModel, model: name } = route;
    const pool = this.pools.find(name);
    const members = pool && this.placementOf(pool).plan(toPlaced(call));
    return members?.map(({ provider, model }) => ({ requestedModel, provider, model, pool: name }));
  }

  private placementOf(pool: Pool): PoolPlacement {
    const known = this.placements.get(pool.name);
    if (known !== undefined) return known;
    const placement = new PoolPlacement(pool, {
      healthOf: (member) => this.healthOf(member),
      circuitOf: (member) => this.circuits.of(member),
      now: Date.now,
    });
    this.placements.set(pool.name, placement);
    return placement;
  }
}

function toPlaced(call: Call): PlacedSession {
  return { session: call.session, requestId: call.requestId, isNew: !hasAnswer(call) };
}
