import { Injectable, type NestMiddleware } from '@nestjs/common';
import { ApiError } from '@gateway/protocol';
import type { Request, Response } from 'express';
import { ServerSettings } from '../../config/server.settings.js';
import { findForeignPage } from './find-foreign-page.js';
import { InboundTokenService } from './inbound-token.service.js';

const REMEDY = 'a gateway without a token: set ANTHROPIC_AUTH_TOKEN, and let clients send it';

/**
 * Refuses the requests of foreign web pages where no token is needed: a browser sends them without its user's
 * knowledge, and a page that has no token must neither spend nor read. Runs before every route.
 */
@Injectable()
export class ForeignPageMiddleware implements NestMiddleware<Request, Response> {
  constructor(
    private readonly address: ServerSettings,
    private readonly tokens: InboundTokenService,
  ) {}

  use({ headers }: Request, _response: Response, next: () => void): void {
    const problem = this.tokens.isRequired ? undefined : findForeignPage(headers, this.address.HOST);
    if (problem !== undefined) throw new ApiError('permission_error', `${problem} ${REMEDY}`);
    next();
  }
}
