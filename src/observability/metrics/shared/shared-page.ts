import { setImmediate as nextTurn } from 'node:timers/promises';
import type { OnApplicationShutdown } from '@nestjs/common';
import type { Channel } from '../../../ipc/channel.js';
import type { MetricsPage } from '../metrics-page.js';
import type { MetricsService } from '../metrics.service.js';
import { LAST_SNAPSHOT, PAGE, SNAPSHOT } from './topics.js';

/** In a worker: the page of all workers, to which it adds its own metrics. */
export class SharedPage implements MetricsPage, OnApplicationShutdown {
  constructor(
    private readonly own: MetricsService,
    private readonly primary: Channel,
  ) {
    primary.handle(SNAPSHOT, () => own.snapshot());
  }

  get contentType(): string {
    return this.own.contentType;
  }

  text(): Promise<string> {
    return this.primary.request(PAGE);
  }

  async onApplicationShutdown(): Promise<void> {
    // The last request is counted one tick after its end.
    await nextTurn();
    await this.primary.request(LAST_SNAPSHOT, await this.own.snapshot());
  }
}
