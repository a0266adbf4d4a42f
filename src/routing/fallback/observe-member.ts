import type { Call, ProviderResult } from '@gateway/provider-kit';
import { ApiError } from '@gateway/protocol';
import { type MonoTypeOperatorFunction, tap } from 'rxjs';
import type { PoolService } from '../pools/pool.service.js';
import type { CircuitBreaker, Settle } from './circuit-breaker.js';

/** The same result; what it shows about the limits of a pool's member is noted, and that it serves the session. */
export function observeMember(call: Call, pools: PoolService): MonoTypeOperatorFunction<ProviderResult> {
  const health = call.route.pool === undefined ? undefined : pools.healthOf?.(call.route);
  if (health === undefined) return (results) => results;
  return tap({
    next: (result) => {
      if (result.kind === 'count') return;
      if (result.status === 429) health.noteLimit(Date.now(), result.headers);
      if (result.status >= 400) return;
      health.noteRemaining(Date.now(), result.headers);
      pools.served?.(call);
    },
    error: (error: unknown) => {
      if (error instanceof ApiError && error.status === 429 && error.origin === 'upstream')
        health.noteLimit(Date.now(), error.headers);
    },
  });
}

/** Reports an outcome to the circuit, and notes when a pool's member failed or recovered. */
export function settleMember(
  { route }: Pick<Call, 'route'>,
  settle: Settle,
  { circuit, pools }: { readonly circuit: CircuitBreaker; readonly pools: PoolService },
): Settle {
  if (route.pool === undefined) return settle;
  const isProbe = circuit.isOpen;
  return (outcome) => {
    settle(outcome);
    if (outcome === 'failed' || (outcome === 'succeeded' && isProbe)) pools.healthOf?.(route).noteTrouble(Date.now());
  };
}
