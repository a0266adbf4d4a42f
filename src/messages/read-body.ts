import type { IncomingMessage } from 'node:http';
import { ApiError } from '@gateway/protocol';

/**
 * The bytes of a request's body, as they were sent.
 *
 * @param limit in bytes
 * @throws ApiError 413 as soon as the body is known to be larger. What is still under way is read and forgotten,
 * so that the client, which is busy sending, comes to read the answer; Node's request timeout bounds that.
 */
export function readBody(request: IncomingMessage, limit: number): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let size = 0;
    const refuse = (): void => {
      stop();
      request.resume();
      reject(tooLarge(limit));
    };
    const take = (chunk: Buffer): void => {
      size += chunk.length;
      if (size > limit) refuse();
      else chunks.push(chunk);
    };
    const end = (): void => {
      stop();
      resolve(Buffer.concat(chunks, size));
    };
    const fail = (cause: Error): void => {
      reject(new ApiError('invalid_request_error', 'the request body ended early', { cause }));
    };
    // The request lives as long as the answer, and with it whatever still listens to it.
    const stop = (): void => {
      request.off('data', take).off('end', end).off('error', fail);
    };
    if (Number(request.headers['content-length']) > limit) refuse();
    else request.on('data', take).on('end', end).on('error', fail);
  });
}

export function tooLarge(limit: number): ApiError {
  return new ApiError('request_too_large', `the request body must not be larger than ${limit} bytes`);
}
