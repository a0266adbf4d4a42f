import { Injectable } from '@nestjs/common';
import { RequestFeed, type ObservedRequest } from '../../context/request.feed.js';
import { ProviderRegistry } from '../../routing/registry/provider.registry.js';
import { isConfigured } from '../../routing/registry/candidate.js';
import { toOutcome } from '../../context/to-outcome.js';

/** A provider's health, from real requests since the gateway was started. */
export interface ProviderHealth {
  /** By the latest response; `unknown` before the first. */
  status: 'up' | 'failing' | 'unknown';
  requests: number;
  failures: number;
  /** Failures since the last success. */
  failures_in_a_row: number;
  last_success_at?: string;
  last_failure?: { readonly at: string; readonly status: number; readonly type: string };
}

/**
 * The health of the providers, from real requests only: no request is made to check it. A failure is one that the
 * upstream, or the connection to it, caused; a justified refusal shows that the upstream is healthy.
 */
@Injectable()
export class ProviderHealthService {
  private readonly observed = new Map<string, ProviderHealth>();

  constructor(
    private readonly registry: ProviderRegistry,
    feed: RequestFeed,
  ) {
    feed.ended.add('health', (watched) => this.observe(watched));
  }

  /** Every configured provider by its name. */
  get providers(): Readonly<Record<string, ProviderHealth>> {
    const configured = this.registry.candidates.filter(isConfigured);
    return Object.fromEntries(configured.map(({ manifest: { name } }) => [name, { ...this.of(name) }]));
  }

  private observe({ response }: ObservedRequest): void {
    const { requestContext } = response.locals;
    const outcome = toOutcome(response);
    if (requestContext.route === undefined || outcome === undefined) return;
    // The gateway's own failures prove nothing about the provider.
    if (outcome.status >= 500 && requestContext.error?.origin === 'gateway') return;
    const health = this.of(requestContext.route.provider);
    const at = new Date().toISOString();
    health.requests++;
    if (isFailure(outcome.status)) {
      health.status = 'failing';
      health.failures++;
      health.failures_in_a_row++;
      health.last_failure = { at, ...outcome };
    } else {
      health.status = 'up';
      health.failures_in_a_row = 0;
      health.last_success_at = at;
    }
    this.observed.set(requestContext.route.provider, health);
  }

  private of(name: string): ProviderHealth {
    return this.observed.get(name) ?? { status: 'unknown', requests: 0, failures: 0, failures_in_a_row: 0 };
  }
}

/** Refused credentials, reached limits, and faults of the upstream. */
function isFailure(status: number): boolean {
  return status >= 500 || status === 401 || status === 403 || status === 429;
}
