import { Injectable, type NestMiddleware } from '@nestjs/common';
import { ApiError } from '@gateway/protocol';
import type { Request, Response } from 'express';

/** Claude Code sends about thirty, proxies add a few. */
const MAX_HEADERS = 200;

/** Refuses requests with very many headers, which would be copied several times. Node limits their total size. */
@Injectable()
export class HeaderCountMiddleware implements NestMiddleware<Request, Response> {
  use({ rawHeaders }: Request, _response: Response, next: () => void): void {
    // Names and values alternate.
    if (rawHeaders.length / 2 > MAX_HEADERS)
      throw new ApiError('invalid_request_error', `a request must not have more than ${MAX_HEADERS} headers`, {
        status: 431,
      });
    next();
  }
}
