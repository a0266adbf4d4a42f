import { Inject, Injectable } from '@nestjs/common';
import { type Observable, Subject } from 'rxjs';
import { CostService } from '../cost/cost.service.js';
import { ExchangeFeed } from '../exchange/exchange.feed.js';
import type { Channel } from '../workers/channel.js';
import { PRIMARY } from '../workers/channel.module.js';
import type { RequestRecord } from './request-record.types.js';
import { RECORD } from './shared/topics.js';
import { toRequestRecord } from './to-request-record.js';

/** Tells of every request that is over; in a worker also of those that other workers answered. */
@Injectable()
export class RecordFeed {
  private readonly records = new Subject<RequestRecord>();

  readonly ended: Observable<RequestRecord> = this.records;

  constructor(exchanges: ExchangeFeed, costs: CostService, @Inject(PRIMARY) primary: Channel | undefined) {
    exchanges.ended.subscribe((watched) => {
      const record = toRequestRecord(watched, costs.of(watched.response.locals.exchange));
      if (record === undefined) return;
      this.records.next(record);
      primary?.tell(RECORD, record);
    });
    primary?.on(RECORD, (record: RequestRecord) => this.records.next(record));
  }
}
