import { setTimeout as sleep } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import type { Channel } from '../../../ipc/channel.js';
import type { Figures } from '../figures.types.js';
import type { LiveFigures } from '../live/live-figures.types.js';
import { mergeLiveFigures } from '../live/merge-live-figures.js';
import type { RequestRecord } from '../records/request-record.js';
import type { Viewer } from '../records/viewer.js';
import { StatsStore } from '../stats/stats-store.js';
import { FIGURES, type FiguresRequest, LIVE, NEWS, REQUEST_RECORD } from './topics.js';

/** Milliseconds for a worker's present figures; a worker that takes longer is left out once. */
const COLLECT_TIMEOUT_MS = 1000;

/**
 * In the primary: the status of all workers, which any of them serves. What workers did stays when they are replaced.
 */
@Injectable()
export class StatusAggregator {
  private readonly stats = new StatsStore();
  private readonly startedAt = Date.now();
  private readonly workers = new Set<Channel>();

  /** Includes a worker in the figures, and sends it those of all. */
  serve(worker: Channel): void {
    this.workers.add(worker);
    worker.handle(REQUEST_RECORD, (record: RequestRecord) => {
      this.stats.add(record);
      for (const each of this.workers) each.notify(NEWS);
    });
    worker.handle(FIGURES, (request: FiguresRequest) => this.figuresFor(request));
    worker.gone.addEventListener('abort', () => this.workers.delete(worker));
  }

  private async figuresFor({ viewer, after }: FiguresRequest): Promise<Figures> {
    const parts = await Promise.all([...this.workers].map((worker) => ask(worker, viewer)));
    const live = mergeLiveFigures(parts.filter((part) => part !== undefined));
    return { ...this.stats.show(viewer, after), ...live, started_at: this.startedAt, workers: this.workers.size };
  }
}

function ask(worker: Channel, viewer: Viewer): Promise<LiveFigures | undefined> {
  const answer = worker.request<LiveFigures>(LIVE, viewer).catch(() => undefined);
  return Promise.race([answer, sleep(COLLECT_TIMEOUT_MS, undefined, { ref: false })]);
}
