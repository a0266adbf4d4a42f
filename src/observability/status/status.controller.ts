import { Controller, Get, type MessageEvent, Req, Res, Sse } from '@nestjs/common';
import type { Request } from 'express';
import { concatMap, map, type Observable, takeWhile } from 'rxjs';
import { InboundTokenService } from '../../http/auth/inbound-token.service.js';
import type { GatewayResponse } from '../../context/request-context.js';
import { StatusService, type StatusUpdate } from './status.service.js';

/** The data of the status page; it needs the token. */
@Controller('status')
export class StatusController {
  constructor(
    private readonly status: StatusService,
    private readonly tokens: InboundTokenService,
  ) {}

  /** The present figures, once. */
  @Get()
  show(@Res({ passthrough: true }) { locals }: GatewayResponse): Promise<StatusUpdate> {
    return this.status.show(locals.requestContext.token);
  }

  /** A stream of `StatusUpdate`. It ends when its token is revoked or expires. */
  @Sse('events')
  events(@Req() { headers }: Request, @Res() { locals }: GatewayResponse): Observable<MessageEvent> {
    return this.status.watch(locals.requestContext.token).pipe(
      concatMap(async (data) => ({ data, isRight: await this.tokens.isRight(headers) })),
      takeWhile(({ isRight }) => isRight),
      map(({ data }) => ({ type: 'status', data })),
    );
  }
}
