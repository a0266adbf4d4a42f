import type { ProviderContext } from '@gateway/provider-kit';
import { explainAnswer } from './explain-answer.js';
import { explainConnection, type ProbeEndpoint } from './explain-connection.js';
import type { Finding } from './finding.types.js';

/** Milliseconds that a server may take for its first byte. */
const CONNECTION_TIMEOUT_MS = 15_000;
/** Milliseconds of allowed clock skew: Google refuses a signature that is a few minutes off. */
const CLOCK_SKEW = 60_000;

/** Sends a request, and the milliseconds that its first byte may take; 0: any. */
export interface HttpProbe {
  readonly fetch: ProviderContext['fetch'];
  readonly limits: Pick<ProviderContext['limits'], 'firstByte'>;
}

/**
 * Checks whether the host of a URL responds, through DNS, TLS and the proxies that are set, and whether its clock
 * agrees. The content of the response matters only where it reveals a fault of the connection. Costs nothing.
 */
export async function checkConnection(
  subject: string,
  endpoint: ProbeEndpoint,
  probe: HttpProbe,
): Promise<readonly Finding[]> {
  const { origin } = new URL(endpoint.url);
  const timeout = Math.min(CONNECTION_TIMEOUT_MS, probe.limits.firstByte || CONNECTION_TIMEOUT_MS);
  try {
    const response = await probe.fetch(origin, { signal: AbortSignal.timeout(timeout) });
    const problem = explainAnswer(response.status, await response.text(), endpoint.setting);
    if (problem !== undefined) return [toFinding(subject, origin, problem)];
    const date = Date.parse(response.headers.get('date') ?? '');
    const reached: Finding = { subject, check: 'connection', state: 'ok', detail: origin };
    return [reached, ...(Number.isNaN(date) ? [] : [checkClock(subject, date - Date.now())])];
  } catch (error) {
    return [toFinding(subject, origin, explainConnection(error, endpoint))];
  }
}

function toFinding(subject: string, origin: string, { detail, fix }: ReturnType<typeof explainConnection>): Finding {
  return { subject, check: 'connection', state: 'failed', detail: `${origin}: ${detail}`, fix };
}

function checkClock(subject: string, skew: number): Finding {
  const seconds = Math.round(Math.abs(skew) / 1000);
  if (Math.abs(skew) < CLOCK_SKEW) return { subject, check: 'clock', state: 'ok', detail: `${seconds} s apart` };
  const detail = `this machine's clock is ${seconds} s ${skew > 0 ? 'behind' : 'ahead of'} the provider's`;
  return { subject, check: 'clock', state: 'failed', detail, fix: 'set the clock, for example with NTP' };
}
