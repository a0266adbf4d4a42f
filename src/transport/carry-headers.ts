import type { Send } from '@gateway/provider-kit';
import type { PropagatedHeaders } from '../context/propagated-headers.js';

/** The same send, which adds the headers of the present trace. */
export function carryHeaders(send: Send, propagated: PropagatedHeaders): Send {
  return (url, init) => {
    const headers = propagated.read?.();
    if (headers === undefined) return send(url, init);
    return send(url, { ...init, headers: { ...Object.fromEntries(new Headers(init.headers)), ...headers } });
  };
}
