import { ApiError } from '@gateway/protocol';
import type { UpstreamResponse } from '@gateway/provider-kit';

/**
 * What is wrong with a response that is none of the Messages API: a redirect, which is not followed, or a page, as
 * login portals send it. Errors are the upstream's own, in any form.
 */
export function findForeignReply({ status, headers }: UpstreamResponse, upstream: string): ApiError | undefined {
  const type = headers.get('content-type')?.split(';')[0] ?? '';
  if (status >= 400 || (status < 300 && type !== 'text/html')) return undefined;
  const what = type === '' ? '' : ` (${type})`;
  return new ApiError('api_error', `[${upstream}] upstream returned HTTP ${status}${what}`, {
    status: 502,
    origin: 'upstream',
  });
}
