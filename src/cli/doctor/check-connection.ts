import type { ProviderContext } from '@gateway/provider-kit';
import { explainConnection } from './explain-connection.js';
import type { Finding } from './finding.types.js';

/** Milliseconds that a server may take to say anything at all. */
const PATIENCE = 15_000;
/** Milliseconds by which a clock may be wrong: Google refuses a signature that is a few minutes off. */
const CLOCK_SKEW = 60_000;

/**
 * Whether the host of a URL answers, through DNS, TLS and the proxies that are set, and whether its clock agrees.
 * What it answers does not matter, and costs nothing.
 */
export async function checkConnection(
  subject: string,
  url: string,
  fetch: ProviderContext['fetch'],
): Promise<readonly Finding[]> {
  const { origin } = new URL(url);
  try {
    const response = await fetch(origin, { signal: AbortSignal.timeout(PATIENCE) });
    const date = Date.parse(response.headers.get('date') ?? '');
    await response.body?.cancel();
    const reached: Finding = { subject, check: 'connection', state: 'ok', detail: origin };
    return [reached, ...(Number.isNaN(date) ? [] : [checkClock(subject, date - Date.now())])];
  } catch (error) {
    const { detail, fix } = explainConnection(error);
    return [{ subject, check: 'connection', state: 'failed', detail: `${origin}: ${detail}`, fix }];
  }
}

function checkClock(subject: string, skew: number): Finding {
  const seconds = Math.round(Math.abs(skew) / 1000);
  if (Math.abs(skew) < CLOCK_SKEW) return { subject, check: 'clock', state: 'ok', detail: `${seconds} s apart` };
  const detail = `this machine's clock is ${seconds} s ${skew > 0 ? 'behind' : 'ahead of'} the provider's`;
  return { subject, check: 'clock', state: 'failed', detail, fix: 'set the clock, for example with NTP' };
}
