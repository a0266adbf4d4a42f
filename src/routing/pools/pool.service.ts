import { Injectable } from '@nestjs/common';
import type { Call, Route } from '@gateway/provider-kit';
import { ApiError } from '@gateway/protocol';
import { PinoLogger } from 'nestjs-pino';
import { CircuitsService } from '../fallback/circuits.service.js';
import { describeCost, hasAnswer } from './describe-cost.js';
import { MemberHealth } from './member-health.js';
import { MoveCounts } from './move-counts.js';
import { type PlacedSession, PoolPlacement } from './pool-placement.js';
import { type Pool, POOL_PREFIX, toMemberId } from './pool.types.js';
import { PoolsService } from './pools.service.js';

type Target = Pick<Route, 'provider' | 'model'>;

/** Chooses members of pools for calls, and learns from their responses. */
@Injectable()
export class PoolService {
  readonly moves = new MoveCounts();
  private readonly placements = new Map<string, PoolPlacement>();
  private readonly health = new Map<string, MemberHealth>();

  constructor(
    private readonly pools: PoolsService,
    private readonly circuits: CircuitsService,
    private readonly log: PinoLogger,
  ) {}

  /**
   * The routes that are tried for a call to this route: those of its pool's members, in their order, or itself.
   *
   * @throws ApiError 404 where there is no such pool
   */
  expand(route: Route, call: Call): readonly Route[] {
    if (route.provider !== POOL_PREFIX) return [route];
    const { requestedModel, model: name } = route;
    const pool = this.pools.find(name);
    if (pool === undefined) throw new ApiError('not_found_error', `model: ${POOL_PREFIX}/${name}`);
    const members = this.placementOf(pool).plan(toPlaced(call));
    return members.map(({ provider, model }) => ({ requestedModel, provider, model, pool: name }));
  }

  /** The call as it is sent to the first of its members. */
  place(call: Call): Call {
    const [route = call.route] = this.expand(call.route, call);
    return { ...call, route };
  }

  /** A member serves the call; a move of its session is counted and logged. */
  served(call: Call): void {
    const pool = this.pools.find(call.route.pool ?? '');
    const member = pool?.levels.flat().find((each) => toMemberId(each) === toMemberId(call.route));
    if (pool === undefined || member === undefined) return;
    const move = this.placementOf(pool).served(toPlaced(call), member);
    if (move === undefined) return;
    this.moves.add({ pool: pool.name, ...move }, call.requestId);
    this.log.info({ pool: pool.name, ...move, ...describeCost(call), requestId: call.requestId }, 'session moved');
  }

  healthOf(member: Target): MemberHealth {
    const id = toMemberId(member);
    const health = this.health.get(id) ?? new MemberHealth();
    this.health.set(id, health);
    return health;
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
