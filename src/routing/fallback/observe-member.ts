import type { Call, ProviderResult } from '@gateway/provider-kit';
import { ApiError } from '@gateway/protocol';
import { type MonoTypeOperatorFunction, tap } from 'rxjs';
import type { PoolService } from '../pools/pool.service.js';
import { HANGING_AFTER_MS } from '../pools/silent-requests.js';
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

/**
 * Reports an outcome to the circuit, and notes when a pool's member failed or recovered. A stream that its client left
 * after a long silence is a failure: with pings the client itself never notices that nothing comes.
 */
export function settleMember(
  call: Call,
  settle: Settle,
  { circuit, pools }: { readonly circuit: CircuitBreaker; readonly pools: PoolService },
): Settle {
  const { route, stream } = call;
  const health = route.pool === undefined ? undefined : pools.healthOf?.(route);
  if (health === undefined) return settle;
  const isProbe = circuit.isOpen;
  const endSilence = stream ? health.silent.begin(Date.now()) : () => 0;
  return once((outcome) => {
    const silence = endSilence(Date.now(), outcome === 'succeeded');
    const isHanging = outcome === 'unknown' && silence >= HANGING_AFTER_MS;
    if (isHanging) pools.givenUp?.(call);
    settle(isHanging ? 'failed' : outcome);
    if (isHanging || outcome === 'failed' || (outcome === 'succeeded' && isProbe)) health.noteTrouble(Date.now());
  });
}

/** Only the first call counts. */
function once(settle: Settle): Settle {
  let isSettled = false;
  return (outcome) => {
    if (!isSettled) settle(outcome);
    isSettled = true;
  };
}
