import { Inject, Injectable } from '@nestjs/common';
import { CostService } from '../cost/cost.service.js';
import { RequestFeed } from '../../context/request.feed.js';
import { InternalErrors } from '../../context/internal-errors.js';
import { Observers } from '../../context/observers.js';
import type { Channel } from '../../ipc/channel.js';
import { PRIMARY } from '../../ipc/channel.module.js';
import type { RequestRecord } from './request-record.types.js';
import { REQUEST_RECORD } from './shared/topics.js';
import { toRequestRecord } from './to-request-record.js';

/** Emits every finished request; in a worker also those of the other workers. */
@Injectable()
export class RecordFeed {
  readonly ended: Observers<RequestRecord>;

  constructor(
    requests: RequestFeed,
    costs: CostService,
    errors: InternalErrors,
    @Inject(PRIMARY) primary: Channel | undefined,
  ) {
    this.ended = new Observers(errors);
    requests.ended.add('status', (watched) => {
      const record = toRequestRecord(watched, costs.of(watched.response.locals.requestContext));
      if (record === undefined) return;
      this.ended.notify(record);
      primary?.notify(REQUEST_RECORD, record);
    });
    primary?.handle(REQUEST_RECORD, (record: RequestRecord) => this.ended.notify(record));
  }
}
