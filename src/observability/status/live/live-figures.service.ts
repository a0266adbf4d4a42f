import { Injectable } from '@nestjs/common';
import { RequestFeed } from '../../../context/request.feed.js';
import { UpstreamContext } from '../../../transport/upstream.context.js';
import { ProviderHealthService } from '../../health/provider-health.service.js';
import { maySee, type Viewer } from '../records/viewer.js';
import type { LiveFigures } from './live-figures.types.js';

/** The present figures of this process. */
@Injectable()
export class LiveFiguresService {
  constructor(
    private readonly feed: RequestFeed,
    private readonly health: ProviderHealthService,
    private readonly upstreams: UpstreamContext,
  ) {}

  of(viewer: Viewer): LiveFigures {
    const contexts = [...this.feed.open].map(({ response }) => response.locals.requestContext);
    return {
      open: contexts.filter(({ route, token }) => route !== undefined && maySee(viewer, token?.name)).length,
      providers: this.health.providers,
      corrections: viewer.seesAll ? this.upstreams.corrections.list() : [],
    };
  }
}
