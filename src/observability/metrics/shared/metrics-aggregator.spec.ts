import { describe, expect, it } from '@jest/globals';
import type { InternalErrors } from '../../../context/internal-errors.js';
import { connectChannels } from '../../../../test/kit/app/connect-channels.js';
import type { Channel } from '../../../ipc/channel.js';
import { GatewayMetrics } from '../gateway-metrics.js';
import { MetricsAggregator } from './metrics-aggregator.js';
import { LAST_SNAPSHOT, PAGE, SNAPSHOT } from './topics.js';

const NO_ERRORS = { counts: new Map() } as unknown as InternalErrors;
const TARGET = { provider: 'p', model: 'm' };

interface Worker {
  readonly metrics: GatewayMetrics;
  readonly own: Channel;
  /** The primary's end. */
  readonly end: Channel;
}

/** A worker with so many open streams; where they are more than two, their provider only fails for it. */
function hire(coordinator: MetricsAggregator, streams = 0): Worker {
  const metrics = new GatewayMetrics({
    openStreams: () => new Map([['p', streams]]),
    corrections: () => [],
    internalErrors: () => new Map(),
    openCircuits: () => [['p', Number(streams > 2)]],
    queued: () => streams,
    retries: () => new Map([['p', streams]]),
    poolMoves: () => [],
    cacheBreaks: () => [],
    retirements: () => [],
    sessionCosts: () => new Map([['s', streams * 2]]),
  });
  const [own, end] = connectChannels();
  own.handle(SNAPSHOT, () => metrics.registry.getMetricsAsJSON());
  coordinator.serve(end);
  return { metrics, own, end };
}

/** The lines of the page that begin so. */
const linesOf = (page: string, name: string): readonly string[] =>
  page.split('\n').filter((line) => line.startsWith(name));

describe('MetricsAggregator', () => {
  it('adds up counters, histograms and gauges, and computes the ratio anew', async () => {
    const coordinator = new MetricsAggregator(NO_ERRORS);
    const [one, other] = [hire(coordinator, 2), hire(coordinator, 3)];
    for (const { metrics } of [one, other, other]) metrics.duration.observe({ operation: 'messages', ...TARGET }, 0.2);
    one.metrics.tokens.inc({ ...TARGET, kind: 'input', token: 'ada' }, 90);
    for (const token of ['ada', 'grace']) other.metrics.tokens.inc({ ...TARGET, kind: 'cache_read', token }, 5);
    for (const { metrics } of [one, other]) metrics.cost.inc({ ...TARGET, token: 'ada' }, 0.5);
    const page = await other.own.request<string>(PAGE);
    expect(linesOf(page, 'gateway_open_streams')).toEqual(['gateway_open_streams{provider="p"} 5']);
    expect(linesOf(page, 'gateway_circuit_open')).toEqual(['gateway_circuit_open{provider="p"} 1']);
    expect(linesOf(page, 'gateway_session_cost')).toEqual(['gateway_session_cost_dollars{session="s"} 10']);
    expect(linesOf(page, 'gateway_cost')).toEqual(['gateway_cost_dollars_total{provider="p",model="m",token="ada"} 1']);
    expect(linesOf(page, 'gateway_request_duration_seconds_count')).toEqual([
      'gateway_request_duration_seconds_count{operation="messages",provider="p",model="m"} 3',
    ]);
    expect(linesOf(page, 'gateway_cache_hit_ratio')).toEqual(['gateway_cache_hit_ratio{provider="p",model="m"} 0.1']);
    expect(page).toContain('# TYPE gateway_request_duration_seconds histogram');
  });

  it('goes on counting what those have counted that are gone, and forgets what they held', async () => {
    const coordinator = new MetricsAggregator(NO_ERRORS);
    const [killed, stopped, running] = [hire(coordinator, 7), hire(coordinator, 7), hire(coordinator, 1)];
    for (const { metrics } of [killed, stopped, running]) metrics.changes.inc({ provider: 'p', code: 'c' });
    await coordinator.text();
    stopped.metrics.changes.inc({ provider: 'p', code: 'c' });
    await stopped.own.request(LAST_SNAPSHOT, await stopped.metrics.registry.getMetricsAsJSON());
    killed.end.close();
    stopped.end.close();
    const page = await coordinator.text();
    expect(linesOf(page, 'gateway_fidelity')).toEqual(['gateway_fidelity_changes_total{provider="p",code="c"} 4']);
    expect(linesOf(page, 'gateway_open_streams')).toEqual(['gateway_open_streams{provider="p"} 1']);
  });

  it('counts a worker that does not answer as it was', async () => {
    const coordinator = new MetricsAggregator(NO_ERRORS);
    const busy = hire(coordinator);
    busy.metrics.changes.inc({ provider: 'p', code: 'c' });
    await coordinator.text();
    busy.own.handle(SNAPSHOT, () => new Promise(() => undefined));
    expect(linesOf(await coordinator.text(), 'gateway_fidelity')).toEqual([
      'gateway_fidelity_changes_total{provider="p",code="c"} 1',
    ]);
  });
});
