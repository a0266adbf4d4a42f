import { Controller, type MessageEvent, Req, Res, Sse } from '@nestjs/common';
import type { Request } from 'express';
import { map, type Observable, takeWhile } from 'rxjs';
import { InboundTokenService } from '../../http/auth/inbound-token.service.js';
import type { GatewayResponse } from '../../context/request-context.js';
import { StatusService } from './status.service.js';

/** The data of the status page; it needs the token. */
@Controller('status')
export class StatusController {
  constructor(
    private readonly status: StatusService,
    private readonly tokens: InboundTokenService,
  ) {}

  /** A stream of `StatusUpdate`. It ends when its token is revoked. */
  @Sse('events')
  events(@Req() { headers }: Request, @Res() { locals }: GatewayResponse): Observable<MessageEvent> {
    return this.status.watch(locals.requestContext.token).pipe(
      takeWhile(() => this.tokens.check(headers) === 'right'),
      map((data) => ({ type: 'status', data })),
    );
  }
}
