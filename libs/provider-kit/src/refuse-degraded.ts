import { ApiError } from '@gateway/protocol';
import { type ChangeCode, classOf } from './changes.js';
import type { ProviderContext } from './provider-context.types.js';

/**
 * With `STRICT`, refuses a request that its upstream could only serve with loss. Called with what is known before
 * anything is sent, and again before a correction that loses something.
 *
 * @throws ApiError 400 that names the codes
 */
export function refuseDegraded(
  { strict }: Pick<ProviderContext, 'strict'>,
  changes: Iterable<ChangeCode>,
  upstream: string,
): void {
  if (!strict) return;
  const degraded = [...changes].filter((code) => classOf(code) === 'degraded');
  if (degraded.length === 0) return;
  const problem = `[${upstream}] STRICT: the request cannot be carried without loss: ${degraded.join(', ')}`;
  throw new ApiError('invalid_request_error', problem);
}
