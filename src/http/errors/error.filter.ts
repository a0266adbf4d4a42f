import { type ArgumentsHost, Catch, type ExceptionFilter, NotFoundException } from '@nestjs/common';
import { ApiError } from '@gateway/protocol';
import type { Application, Request } from 'express';
import type { GatewayResponse } from '../../context/request-context.js';
import { toApiError } from '../../context/to-api-error.js';

/** The one place for errors before the response begins: a status and a JSON body in Anthropic's shape. */
@Catch()
export class ErrorFilter implements ExceptionFilter {
  catch(thrown: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    const request = http.getRequest<Request>();
    const response = http.getResponse<GatewayResponse>();
    const error = thrown instanceof NotFoundException ? unknownRoute(request) : toApiError(thrown);
    const { requestContext } = response.locals;
    requestContext.error = error;
    if (response.headersSent) response.destroy();
    else response.status(error.status).set(error.headers).json(error.toBody(requestContext.requestId));
  }
}

/** Nest's 404 is thrown only by its router: the path is unknown, or the method is not allowed. */
function unknownRoute({ app, method, path }: Request): ApiError {
  const allowed = allowedMethods(app, path);
  if (allowed.length === 0) return new ApiError('not_found_error', `there is no ${method} ${path}`);
  return new ApiError('invalid_request_error', `${path} does not allow ${method}`, {
    status: 405,
    headers: { allow: allowed.join(', ') },
  });
}

/** The methods that Express has for a path, as the `allow` header lists them; none: there is no such path. */
export function allowedMethods(app: Application, path: string): readonly string[] {
  const methods = new Set<string>();
  for (const { route } of app.router.stack) {
    if (route === undefined || !toPattern(route.path).test(path)) continue;
    for (const { method } of route.stack) methods.add(method.toUpperCase());
  }
  // Express handles HEAD wherever it handles GET.
  return methods.has('GET') ? [...methods.add('HEAD')] : [...methods];
}

/** The patterns of the gateway's routes have only `:parameters`. */
function toPattern(path: string): RegExp {
  return new RegExp(`^${path.replace(/:\w+/g, '[^/]+')}/?$`, 'i');
}
