import { Injectable, type NestMiddleware } from '@nestjs/common';
import type { Request } from 'express';
import { PinoLogger } from 'nestjs-pino';
import type { GatewayResponse } from '../../context/request-context.js';
import { InternalErrors } from '../../context/internal-errors.js';

/** Characters of a response that are kept for the log. */
const MAX_LOGGED_LENGTH = 1_000_000;

/** With `LOG_BODIES`: a second line for each request, with the bodies of request and response. */
@Injectable()
export class BodyLogMiddleware implements NestMiddleware<Request, GatewayResponse> {
  constructor(
    private readonly log: PinoLogger,
    private readonly errors: InternalErrors,
  ) {}

  use(_request: Request, response: GatewayResponse, next: () => void): void {
    const { logger } = this.log;
    const { requestContext } = response.locals;
    const answer = listenTo(response);
    response.once('close', () =>
      this.errors.shield('log', () =>
        logger.info({ question: requestContext.body?.request, answer: answer() }, 'bodies'),
      ),
    );
    next();
  }
}

/** Records what is written to a response; the result returns it. */
function listenTo(response: GatewayResponse): () => string {
  const decoder = new TextDecoder();
  let received = '';
  const handler = (chunk: unknown): void => {
    if (received.length >= MAX_LOGGED_LENGTH) return;
    if (typeof chunk === 'string') received += chunk;
    else if (chunk instanceof Uint8Array) received += decoder.decode(chunk, { stream: true });
  };
  const write = response.write.bind(response) as (...args: readonly unknown[]) => boolean;
  const end = response.end.bind(response) as (...args: readonly unknown[]) => GatewayResponse;
  response.write = (...args: readonly unknown[]) => {
    handler(args[0]);
    return write(...args);
  };
  response.end = (...args: readonly unknown[]) => {
    handler(args[0]);
    return end(...args);
  };
  return () => received;
}
