import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import type { Route } from '@gateway/provider-kit';
import type { Usage } from '@gateway/protocol';
import { CostService } from '../cost/cost.service.js';
import { Spending, toExpense } from '../cost/spending.js';
import type { RequestContext } from '../../context/request-context.js';
import { CacheBreaks } from '../../http/caching/cache-breaks.js';
import { RequestFeed, type ObservedRequest } from '../../context/request.feed.js';
import { InternalErrors } from '../../context/internal-errors.js';
import { toOperation } from '../../context/to-operation.js';
import { type Outcome, toOutcome } from '../../context/to-outcome.js';
import { toSession } from '../../context/to-request-facts.js';
import { CircuitsService } from '../../routing/fallback/circuits.service.js';
import { ModelsService } from '../../routing/models/models.service.js';
import { PoolService } from '../../routing/pools/pool.service.js';
import { isConfigured } from '../../routing/registry/candidate.js';
import { ProviderRegistry } from '../../routing/registry/provider.registry.js';
import { UpstreamContext } from '../../transport/upstream.context.js';
import { GatewayMetrics, type OpenStreams } from './gateway-metrics.js';
import type { MetricsPage } from './metrics-page.js';
import type { MetricsSnapshot } from './metrics-snapshot.js';
import { LimitedLabels } from './limited-labels.js';
import { isShed } from './traffic-metrics.js';
import { toCallName } from '../tracing/to-gen-ai-attributes.js';
import { ModelLabels } from './model-labels.js';

/** Provider, model and token of a request, as labels. */
type Consumer = Pick<Route, 'provider' | 'model'> & { readonly token: string };

/** Sessions whose costs are remembered, and how many of them have a time series. */
const SESSIONS = { remembered: 1000, shown: 20 } as const;

/** Names that have a label of their own, at most. */
const MAX_TOKEN_LABELS = 500;
const MAX_GROUP_LABELS = 100;

/** The label of a request without a token, or without a session. */
const NONE = 'none';

/** Counts requests when they end. Every label has few values, whatever clients send. */
@Injectable()
export class MetricsService implements MetricsPage, OnApplicationBootstrap {
  private readonly sessions = new Spending(SESSIONS.remembered);
  private readonly metrics = new GatewayMetrics({
    openStreams: () => this.openStreams(),
    openCircuits: () => this.circuits.states.map(([provider, isOpen]) => [provider, Number(isOpen)]),
    queued: () => [...this.feed.open].filter(({ response }) => response.locals.requestContext.isQueued).length,
    retries: () => this.upstreams.retries,
    poolMoves: () => this.pools.moves,
    cacheBreaks: () => this.breaks.all,
    corrections: () => this.upstreams.corrections.list(),
    internalErrors: () => this.errors.counts,
    retirements: () => this.models.retirements,
    sessionCosts: () => new Map(this.sessions.top(SESSIONS.shown).map(([name, { cost }]) => [name, cost])),
  });
  private labels = new ModelLabels([]);
  private readonly tokens = new LimitedLabels(MAX_TOKEN_LABELS);
  private readonly groups = new LimitedLabels(MAX_GROUP_LABELS);

  constructor(
    private readonly feed: RequestFeed,
    private readonly models: ModelsService,
    private readonly registry: ProviderRegistry,
    private readonly circuits: CircuitsService,
    private readonly pools: PoolService,
    private readonly costs: CostService,
    private readonly breaks: CacheBreaks,
    private readonly errors: InternalErrors,
    private readonly upstreams: UpstreamContext,
  ) {
    feed.ended.add('metrics', (watched) => this.count(watched));
  }

  get contentType(): string {
    return this.metrics.registry.contentType;
  }

  onApplicationBootstrap(): void {
    this.labels = new ModelLabels(this.models.targets);
  }

  /** All metrics in the text format of Prometheus. */
  text(): Promise<string> {
    return this.metrics.registry.metrics();
  }

  /** All metrics, for the page of several processes. */
  snapshot(): Promise<MetricsSnapshot> {
    return this.metrics.registry.getMetricsAsJSON();
  }

  private count({ request, response }: ObservedRequest): void {
    const operation = toOperation(request);
    if (operation === undefined) return;
    const { requests, duration, firstToken, errors, changes } = this.metrics;
    const { requestContext } = response.locals;
    const { route } = requestContext;
    const outcome = toOutcome(response);
    const target =
      route === undefined
        ? { provider: 'none', model: 'none' }
        : { provider: route.provider, model: this.labels.labelOf(route, outcome?.type === 'ok') };
    const status = outcome === undefined ? 'aborted' : `${Math.floor(outcome.status / 100)}xx`;
    const token = this.tokens.labelOf(requestContext.token?.name ?? NONE);
    requests.inc({ operation, ...target, status, token });
    duration.observe({ operation, ...target }, (performance.now() - requestContext.startedAt) / 1000);
    this.metrics.traffic.count(operation, requestContext, outcome);
    if (route === undefined) return;
    this.observeCall(toCallName(request), target, requestContext, outcome);
    if (requestContext.firstTokenAt !== undefined)
      firstToken.observe(target, (requestContext.firstTokenAt - requestContext.startedAt) / 1000);
    if (requestContext.usage !== undefined) this.countTokens({ ...target, token }, requestContext.usage);
    this.countCost({ ...target, token }, toSession(request), requestContext);
    this.countJudgement(requestContext, token, toSession(request));
    this.countGroup(requestContext);
    for (const code of requestContext.changes) changes.inc({ provider: route.provider, code });
    const { error } = requestContext;
    if (outcome === undefined || outcome.type === 'ok' || (error !== undefined && isShed(error))) return;
    errors.inc({ ...target, type: outcome.type });
  }

  private observeCall(
    operation: string,
    target: Pick<Route, 'provider' | 'model'>,
    { usage, startedAt, firstTokenAt }: RequestContext,
    outcome: Outcome | undefined,
  ): void {
    // The convention has no value for a client that disconnects.
    const error = outcome === undefined ? 'aborted' : outcome.type === 'ok' ? undefined : outcome.type;
    const times = { startedAt, firstTokenAt, endedAt: performance.now() };
    this.metrics.genAi.observe({ operation, ...target, error, usage, ...times });
  }

  /** The request to the safeguards model counts for the token and the session that it was made for. */
  private countJudgement({ judgement }: RequestContext, token: string, session: string | undefined): void {
    if (judgement === undefined) return;
    const { route, usage } = judgement;
    const judge = { provider: route.provider, model: this.labels.labelOf(route, true), token };
    this.countTokens(judge, usage);
    this.countCost(judge, session, judgement);
  }

  /** The group of the client has a series of its own: a label more on each of the others would multiply them. */
  private countGroup({ token, route, usage, judgement }: RequestContext): void {
    if (token?.group === undefined) return;
    const group = this.groups.labelOf(token.group);
    for (const spent of [{ route, usage }, judgement ?? {}]) {
      const cost = this.costs.of(spent);
      if (typeof cost === 'number') this.metrics.groupCost.inc({ group }, cost);
    }
  }

  private countCost(
    target: Consumer,
    session: string | undefined,
    requestContext: Pick<RequestContext, 'route' | 'usage'>,
  ): void {
    const cost = this.costs.of(requestContext);
    if (cost === 'unknown') this.metrics.unpriced.inc(target);
    if (typeof cost !== 'number') return;
    this.metrics.cost.inc(target, cost);
    this.sessions.add(session ?? NONE, toExpense(requestContext.usage, cost));
  }

  private countTokens(target: Consumer, usage: Partial<Usage>): void {
    const { tokens } = this.metrics;
    tokens.inc({ ...target, kind: 'input' }, usage.input_tokens ?? 0);
    tokens.inc({ ...target, kind: 'cache_read' }, usage.cache_read_input_tokens ?? 0);
    tokens.inc({ ...target, kind: 'cache_write' }, usage.cache_creation_input_tokens ?? 0);
    tokens.inc({ ...target, kind: 'output' }, usage.output_tokens ?? 0);
  }

  /** For every configured provider, also when none is open: an autoscaler must see the zero. */
  private openStreams(): OpenStreams {
    const open = new Map(this.registry.candidates.filter(isConfigured).map(({ manifest }) => [manifest.name, 0]));
    for (const { response } of this.feed.open) {
      const { route, facts } = response.locals.requestContext;
      if (route === undefined || facts?.stream !== true || !response.headersSent) continue;
      open.set(route.provider, (open.get(route.provider) ?? 0) + 1);
    }
    return open;
  }
}
