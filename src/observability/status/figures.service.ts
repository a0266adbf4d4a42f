import { Inject, Injectable } from '@nestjs/common';
import { InternalErrors } from '../../context/internal-errors.js';
import { Observers } from '../../context/observers.js';
import type { Channel } from '../../ipc/channel.js';
import { PRIMARY } from '../../ipc/channel.module.js';
import type { Figures } from './figures.types.js';
import { LiveFiguresService } from './live/live-figures.service.js';
import { RecordFeed } from './records/record.feed.js';
import type { RequestRecord } from './records/request-record.js';
import type { Viewer } from './records/viewer.js';
import { FIGURES, type FiguresRequest, LIVE, NEWS, REQUEST_RECORD } from './shared/topics.js';
import { StatsStore } from './stats/stats-store.js';

/** The figures of the gateway: of this process, or in a worker those of all workers, which the primary sums. */
@Injectable()
export class FiguresService {
  /** Notified when a request has ended, at any worker. */
  readonly news: Observers<undefined>;
  private readonly stats = new StatsStore();
  private readonly startedAt = Date.now();

  constructor(
    private readonly live: LiveFiguresService,
    records: RecordFeed,
    errors: InternalErrors,
    @Inject(PRIMARY) private readonly primary: Channel | undefined,
  ) {
    this.news = new Observers(errors);
    records.ended.add('status figures', (record) => {
      primary?.notify(REQUEST_RECORD, record);
      if (primary === undefined) this.add(record);
    });
    primary?.handle(NEWS, () => this.news.notify(undefined));
    primary?.handle(LIVE, (viewer: Viewer) => live.of(viewer));
  }

  /** @param after only requests with a higher number */
  async read(viewer: Viewer, after: number): Promise<Figures> {
    const request: FiguresRequest = { viewer, after };
    if (this.primary !== undefined) return this.primary.request<Figures>(FIGURES, request);
    return { ...this.stats.show(viewer, after), ...this.live.of(viewer), started_at: this.startedAt, workers: 1 };
  }

  private add(record: RequestRecord): void {
    this.stats.add(record);
    this.news.notify(undefined);
  }
}
