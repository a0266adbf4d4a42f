import { Injectable } from '@nestjs/common';
import type { Call, Route } from '@gateway/provider-kit';
import { ApiError } from '@gateway/protocol';
import type { MemberHealth } from './member-health.js';
import type { MoveCounts, PoolMove } from './move-counts.js';
import { POOL_PREFIX } from './pool.types.js';

/**
 * Chooses members of pools for calls. By itself it knows no pool; `PlacingPoolService` stands in its place where the
 * environment declares some.
 */
@Injectable()
export class PoolService {
  get moves(): MoveCounts['all'] {
    return [];
  }

  /** The move of a session with a request that ended a moment ago. */
  moveOf?(requestId: string): PoolMove | undefined;
  /** A member serves the call; absent: nothing is noted. */
  served?(call: Call): void;
  /** The client left while the member was silent for too long. */
  givenUp?(call: Call): void;
  /** What is known of a member. */
  healthOf?(member: Pick<Route, 'provider' | 'model'>): MemberHealth;
  /** The routes of the members of a pool; undefined where there is no such pool. */
  protected plan?(route: Route, call: Call): readonly Route[] | undefined;

  /**
   * The routes that are tried for a call to this route: those of its pool's members, in their order, or itself.
   *
   * @throws ApiError 404 where there is no such pool
   */
  expand(route: Route, call: Call): readonly Route[] {
    if (route.provider !== POOL_PREFIX) return [route];
    const members = this.plan?.(route, call);
    if (members === undefined) throw new ApiError('not_found_error', `model: ${POOL_PREFIX}/${route.model}`);
    return members;
  }

  /** The call as it is sent to the first of its members. */
  place(call: Call): Call {
    const [route = call.route] = this.expand(call.route, call);
    return { ...call, route };
  }
}
