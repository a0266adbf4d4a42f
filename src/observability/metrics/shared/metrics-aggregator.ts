import { setTimeout as sleep } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import { AggregatorRegistry, type PrometheusContentType, Registry } from 'prom-client';
import { InternalErrors } from '../../../context/internal-errors.js';
import type { Channel } from '../../../ipc/channel.js';
import { addInternalErrors } from '../add-internal-errors.js';
import { addCacheRatio } from '../cache-ratio.js';
import type { MetricsPage } from '../metrics-page.js';
import { lastingPart, type MetricsSnapshot } from '../metrics-snapshot.js';
import { LAST_SNAPSHOT, PAGE, SNAPSHOT } from './topics.js';

/** Milliseconds for a worker's figures; a worker that takes longer counts with its last ones. */
const COLLECT_TIMEOUT_MS = 2000;

/**
 * In the primary: the metrics of all workers as one page. Counters of workers that have ended stay in the sums; a
 * falling counter would look like a restart of the whole gateway.
 */
@Injectable()
export class MetricsAggregator implements MetricsPage {
  readonly contentType = Registry.PROMETHEUS_CONTENT_TYPE;
  private readonly latest = new Map<Channel, MetricsSnapshot>();
  /** The sum of all workers that have ended. */
  private gone: MetricsSnapshot = [];
  /** The primary's own metrics. */
  private readonly own = new Registry();

  constructor(errors: InternalErrors) {
    addInternalErrors(this.own, () => errors.counts);
  }

  /** Serves a worker, and includes it in the sums. */
  serve(worker: Channel): void {
    this.latest.set(worker, []);
    worker.handle(PAGE, () => this.text());
    worker.handle(LAST_SNAPSHOT, (snapshot: MetricsSnapshot) => void this.latest.set(worker, snapshot));
    worker.gone.addEventListener('abort', () => this.onExit(worker));
  }

  async text(): Promise<string> {
    await Promise.all([...this.latest.keys()].map((worker) => this.ask(worker)));
    const own = await this.own.getMetricsAsJSON();
    const total = AggregatorRegistry.aggregate<PrometheusContentType>([...this.latest.values(), this.gone, own]);
    addCacheRatio(total);
    return total.metrics();
  }

  private async ask(worker: Channel): Promise<void> {
    const snapshot = await Promise.race([
      worker.request<MetricsSnapshot>(SNAPSHOT).catch(() => undefined),
      sleep(COLLECT_TIMEOUT_MS, undefined, { ref: false }),
    ]);
    if (snapshot !== undefined && this.latest.has(worker)) this.latest.set(worker, snapshot);
  }

  private onExit(worker: Channel): void {
    const last = lastingPart(this.latest.get(worker) ?? []);
    this.latest.delete(worker);
    // At once, or a page that is being built could count it twice. The sums have values, although their type has none.
    this.gone = AggregatorRegistry.aggregate([this.gone, last]).getMetricsAsArray() as MetricsSnapshot;
  }
}
