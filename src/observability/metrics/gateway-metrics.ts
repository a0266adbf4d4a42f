import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';
import type { CorrectionRecord } from '@gateway/provider-kit';
import { addCacheBreaks, type BreakReader } from './add-cache-breaks.js';
import { addCorrections } from './add-corrections.js';
import { addInternalErrors } from './add-internal-errors.js';
import { addPoolMoves, type MoveReader } from './add-pool-moves.js';
import { addProviderGauge, type ProviderGauge } from './add-provider-gauge.js';
import type { RoutedRetirement } from '../../routing/models/list-retirements.js';
import { addRetirements } from './add-retirements.js';
import { GenAiMetrics } from './gen-ai-metrics.js';
import { type TrafficGauges, TrafficMetrics } from './traffic-metrics.js';
import { addCacheRatio, TOKENS } from './cache-ratio.js';

const TARGET = ['provider', 'model'] as const;

/** In seconds; responses of models take from a moment to many minutes. */
const DURATIONS = [0.1, 0.25, 0.5, 1, 2.5, 5, 10, 20, 40, 60, 120, 300, 600];
const FIRST_TOKENS = [0.1, 0.25, 0.5, 1, 2, 4, 8, 15, 30, 60, 120];

/** How many streams of each provider are open at this moment. */
export type OpenStreams = ReadonlyMap<string, number>;

/** Figures that are read whenever the metrics are collected. */
export interface Gauges extends TrafficGauges {
  readonly openStreams: () => OpenStreams;
  /** 1 where the circuit breaker of a provider is open, else 0. */
  readonly openCircuits: ProviderGauge['values'];
  readonly poolMoves: MoveReader;
  readonly cacheBreaks: BreakReader;
  /** What is learnt of upstreams. */
  readonly corrections: () => readonly CorrectionRecord[];
  readonly internalErrors: () => ReadonlyMap<string, number>;
  /** In US dollars by session: few of them, and one for all others. */
  readonly sessionCosts: () => ReadonlyMap<string, number>;
  /** Routed models that end soon, or have ended. */
  readonly retirements: () => readonly RoutedRetirement[];
}

/** Every metric of the gateway, in a registry of its own, beside Node's: memory, CPU, event loop lag, collections. */
export class GatewayMetrics {
  readonly registry = new Registry();
  readonly requests: Counter;
  readonly duration: Histogram;
  readonly firstToken: Histogram;
  readonly tokens: Counter;
  readonly cost: Counter;
  readonly groupCost: Counter;
  readonly unpriced: Counter;
  readonly errors: Counter;
  readonly changes: Counter;
  readonly genAi: GenAiMetrics;
  readonly traffic: TrafficMetrics;

  constructor(gauges: Gauges) {
    const { openStreams, openCircuits, poolMoves, corrections, internalErrors, sessionCosts, retirements } = gauges;
    const registers = [this.registry];
    collectDefaultMetrics({ register: this.registry });
    this.genAi = new GenAiMetrics(this.registry);
    this.traffic = new TrafficMetrics(this.registry, gauges);
    this.requests = new Counter({
      name: 'gateway_requests_total',
      help: 'Requests to the API, by operation, provider, model, class of the status and name of the token.',
      labelNames: ['operation', ...TARGET, 'status', 'token'],
      registers,
    });
    this.duration = new Histogram({
      name: 'gateway_request_duration_seconds',
      help: 'Time from a request to the end of its response.',
      labelNames: ['operation', ...TARGET],
      buckets: DURATIONS,
      registers,
    });
    this.firstToken = new Histogram({
      name: 'gateway_time_to_first_token_seconds',
      help: 'Time from a request to the first piece of its streamed response.',
      labelNames: TARGET,
      buckets: FIRST_TOKENS,
      registers,
    });
    this.tokens = new Counter({
      name: TOKENS,
      help: 'Tokens by kind: input (neither read from a cache nor written to one), cache_read, cache_write, output.',
      labelNames: [...TARGET, 'kind', 'token'],
      registers,
    });
    this.cost = new Counter({
      name: 'gateway_cost_dollars_total',
      help: 'Cost of the models in US dollars, as far as their prices are known.',
      labelNames: [...TARGET, 'token'],
      registers,
    });
    this.groupCost = new Counter({
      name: 'gateway_group_cost_dollars_total',
      help: 'The same cost by the group of the client.',
      labelNames: ['group'],
      registers,
    });
    this.unpriced = new Counter({
      name: 'gateway_unpriced_requests_total',
      help: 'Requests that used tokens of a model whose price is unknown; they are not part of the cost.',
      labelNames: [...TARGET, 'token'],
      registers,
    });
    this.errors = new Counter({
      name: 'gateway_upstream_errors_total',
      help: 'Requests that were routed to a provider and ended with an error, by its type.',
      labelNames: [...TARGET, 'type'],
      registers,
    });
    this.changes = new Counter({
      name: 'gateway_fidelity_changes_total',
      help: 'Changes to requests and responses because a provider does not speak the Messages API, by code.',
      labelNames: ['provider', 'code'],
      registers,
    });
    new Gauge({
      name: 'gateway_session_cost_dollars',
      help: 'Cost since the start of the most expensive sessions, in US dollars; `other` is all the rest.',
      labelNames: ['session'],
      registers,
      collect() {
        this.reset();
        for (const [session, cost] of sessionCosts()) this.set({ session }, cost);
      },
    });
    addCorrections(this.registry, corrections);
    addInternalErrors(this.registry, internalErrors);
    addPoolMoves(this.registry, poolMoves);
    addCacheRatio(this.registry);
    addCacheBreaks(this.registry, gauges.cacheBreaks);
    addRetirements(this.registry, retirements);
    addProviderGauge(this.registry, {
      name: 'gateway_open_streams',
      help: 'Streamed responses that have begun and not ended.',
      aggregator: 'sum',
      values: openStreams,
    });
    addProviderGauge(this.registry, {
      name: 'gateway_circuit_open',
      help: 'Whether the circuit breaker of a provider is open, so that it is skipped where there is another: 1 or 0.',
      aggregator: 'max',
      values: openCircuits,
    });
  }
}
