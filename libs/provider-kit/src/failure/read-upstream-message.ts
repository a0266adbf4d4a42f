import type { BufferedResponse } from '../dialect.types.js';
import { maskCredentials } from './mask-credentials.js';

/**
 * An upstream's error message, fit to be shown: credentials are masked, and an HTML page is replaced by its kind.
 * `said` is the message found in the body, where the dialect knows its form.
 */
export function readUpstreamMessage({ status, headers, body }: BufferedResponse, said: string | undefined): string {
  if (said !== undefined && said.trim() !== '') return maskCredentials(said);
  if (typeof body === 'string' && body.trim() !== '') {
    const type = headers.get('content-type')?.split(';')[0] ?? 'text/plain';
    const page = type === 'text/html' || body.trimStart().startsWith('<');
    return page ? `upstream returned HTTP ${status} (${type})` : maskCredentials(body.slice(0, 1000));
  }
  return `HTTP ${status} from upstream`;
}
