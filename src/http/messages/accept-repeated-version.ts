import type { NextFunction, Request, Response } from 'express';

/**
 * Answers `/v1/v1/messages` as `/v1/messages`: clients add `/v1` to a base URL that ends with it already. It must run
 * before the router, outside of Nest's middlewares, after which Express restores the URL.
 *
 * @param warn called with the first such path
 */
export function acceptRepeatedVersion(
  warn: (path: string) => void,
): (request: Request, response: Response, next: NextFunction) => void {
  let hasWarned = false;
  return (request, _response, next) => {
    if (/^\/v1\/v1\//i.test(request.url)) {
      if (!hasWarned) warn(request.path);
      hasWarned = true;
      request.url = request.url.slice('/v1'.length);
    }
    next();
  };
}
