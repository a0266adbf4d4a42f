import type { ApiError } from '@gateway/protocol';
import { Counter, Gauge, type Registry } from 'prom-client';
import { readVersion } from '../../config/read-version.js';
import type { RequestContext } from '../../context/request-context.js';
import type { Outcome } from '../../context/to-outcome.js';

/** Figures that are read whenever the metrics are collected. */
export interface TrafficGauges {
  /** Requests that wait for a place. */
  readonly queued: () => number;
  /** Requests that were sent again, by upstream. */
  readonly retries: () => ReadonlyMap<string, number>;
}

/** What the gateway does with requests beside answering them: repeats, redirects, delays and refuses them. */
export class TrafficMetrics {
  private readonly responses: Counter;
  private readonly fallbacks: Counter;
  private readonly shed: Counter;
  private readonly cacheMisses: Counter;

  constructor(registry: Registry, { queued, retries }: TrafficGauges) {
    const registers = [registry];
    this.responses = new Counter({
      name: 'gateway_responses_total',
      help: 'Responses of the API by operation, provider and exact status; `aborted` where the client disconnected.',
      labelNames: ['operation', 'provider', 'status'],
      registers,
    });
    this.fallbacks = new Counter({
      name: 'gateway_fallbacks_total',
      help: 'Requests that another target served than that of the route, by its provider.',
      labelNames: ['provider'],
      registers,
    });
    this.shed = new Counter({
      name: 'gateway_shed_requests_total',
      help:
        'Requests that the gateway refused by a limit of its own, by type: overloaded_error (no place), ' +
        'rate_limit_error, billing_error (a budget).',
      labelNames: ['type'],
      registers,
    });
    this.cacheMisses = new Counter({
      name: 'gateway_cache_misses_total',
      help: 'Responses to a conversation of several messages of which nothing was read from a cache.',
      labelNames: ['provider'],
      registers,
    });
    new Gauge({
      name: 'gateway_build_info',
      help: 'The version of the gateway and of Node; the value is 1.',
      labelNames: ['version', 'node'],
      registers,
      aggregator: 'max',
    }).set({ version: readVersion(), node: process.versions.node }, 1);
    new Gauge({
      name: 'gateway_queued_requests',
      help: 'Requests that wait for a place of MAX_CONCURRENT_REQUESTS.',
      registers,
      collect() {
        this.set(queued());
      },
    });
    new Counter({
      name: 'gateway_retries_total',
      help: 'Requests that were sent to an upstream again after a temporary failure.',
      labelNames: ['upstream'],
      registers,
      collect() {
        this.reset();
        for (const [upstream, count] of retries()) this.inc({ upstream }, count);
      },
    });
  }

  count(operation: string, request: RequestContext, outcome: Outcome | undefined): void {
    const { route, fallback, usage, facts, error } = request;
    const provider = route?.provider ?? 'none';
    this.responses.inc({ operation, provider, status: outcome === undefined ? 'aborted' : String(outcome.status) });
    if (fallback !== undefined) this.fallbacks.inc({ provider });
    if (error !== undefined && isShed(error)) this.shed.inc({ type: error.type });
    if (usage !== undefined && (facts?.messages ?? 0) > 1 && !usage.cache_read_input_tokens)
      this.cacheMisses.inc({ provider });
  }
}

/** A limit or a budget of the gateway refused the request: no upstream has failed. */
export function isShed({ origin, status }: ApiError): boolean {
  return origin !== 'upstream' && (status === 429 || status === 529);
}
