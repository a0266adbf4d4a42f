import { type ArgumentsHost, Catch, type ExceptionFilter, NotFoundException } from '@nestjs/common';
import { ApiError } from '@gateway/protocol';
import type { Request } from 'express';
import type { GatewayResponse } from '../exchange/exchange.js';
import { allowedMethods } from './allowed-methods.js';
import { toApiError } from './to-api-error.js';

/** The one exit for errors that come before the answer: a status and a JSON body in Anthropic's shape. */
@Catch()
export class ErrorFilter implements ExceptionFilter {
  catch(thrown: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    const request = http.getRequest<Request>();
    const response = http.getResponse<GatewayResponse>();
    const error = thrown instanceof NotFoundException ? unknownRoute(request) : toApiError(thrown);
    const { exchange } = response.locals;
    exchange.error = error;
    if (response.headersSent) response.destroy();
    else response.status(error.status).set(error.headers).json(error.toBody(exchange.requestId));
  }
}

/** Nest's 404 is thrown by its router alone: the path is not known, or not by this method. */
function unknownRoute({ app, method, path }: Request): ApiError {
  const allowed = allowedMethods(app, path);
  if (allowed.length === 0) return new ApiError('not_found_error', `there is no ${method} ${path}`);
  return new ApiError('invalid_request_error', `${path} does not answer to ${method}`, {
    status: 405,
    headers: { allow: allowed.join(', ') },
  });
}
