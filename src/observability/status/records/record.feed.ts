import { Injectable } from '@nestjs/common';
import { CostService } from '../../cost/cost.service.js';
import { SecretMask } from '../../logging/secret-mask.js';
import { SecretValues } from '../../../config/secrets/secret-values.js';
import { RequestFeed } from '../../../context/request.feed.js';
import { InternalErrors } from '../../../context/internal-errors.js';
import { Observers } from '../../../context/observers.js';
import type { RequestContext } from '../../../context/request-context.js';
import { ModelsService } from '../../../routing/models/models.service.js';
import { PoolService } from '../../../routing/pools/pool.service.js';
import type { RequestRecord } from './request-record.js';
import { type RecordSources, toRequestRecord } from './to-request-record.js';

/** Emits every request that has ended in this process. */
@Injectable()
export class RecordFeed {
  readonly ended: Observers<RequestRecord>;
  private readonly mask: SecretMask;

  constructor(
    requests: RequestFeed,
    errors: InternalErrors,
    private readonly costs: CostService,
    private readonly models: ModelsService,
    private readonly pools: PoolService,
    secrets: SecretValues,
  ) {
    this.mask = new SecretMask(secrets.values);
    secrets.onAdd((added) => this.mask.add(added));
    this.ended = new Observers(errors);
    requests.ended.add('status', (watched) => {
      const record = toRequestRecord(watched, (context) => this.sourcesOf(context));
      if (record !== undefined) this.ended.notify(record);
    });
  }

  private sourcesOf(context: RequestContext): RecordSources {
    const { route, requestId, routeReason } = context;
    return {
      cost: this.costs.of(context),
      rule: routeReason ?? this.models.reason(route?.requestedModel ?? ''),
      move: this.pools.moveOf?.(requestId),
      mask: (text) => this.mask.mask(text),
    };
  }
}
