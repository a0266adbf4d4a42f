import type { Mismatch } from '../check-shape.js';
import type { JsonObject, Problem } from '../script.types.js';

const TYPES: Record<number, string> = {
  400: 'invalid_request_error',
  401: 'authentication_error',
  403: 'permission_error',
  404: 'not_found_error',
  413: 'request_too_large',
  429: 'rate_limit_error',
  500: 'api_error',
  529: 'overloaded_error',
};

/** A 400 of Anthropic's. */
export function invalid(message: string): Problem {
  return { status: 400, message };
}

/** A field that is unknown, missing or wrong, in Anthropic's words. */
export function toProblem({ path, kind, expected, found }: Mismatch): Problem {
  const place = path.join('.');
  const wanted = Array.isArray(expected) ? expected.map((value) => `'${value}'`).join(', ') : String(expected);
  switch (kind) {
    case 'unknown':
      return invalid(`${place}: Extra inputs are not permitted`);
    case 'missing':
      return invalid(`${place}: Field required`);
    case 'type':
      return invalid(`${place}: Input should be a valid ${wanted === 'array' ? 'list' : wanted}`);
    case 'value':
      return invalid(
        path.at(-1) === 'type'
          ? `${path.slice(0, -1).join('.')}: Input tag '${String(found)}' found using 'type' does not match any ` +
              `of the expected tags: ${wanted}`
          : `${place}: Input should be ${wanted}`,
      );
  }
}

/** The body of an error. */
export function problemBody({ status, message }: Problem): JsonObject {
  return {
    type: 'error',
    error: { type: TYPES[status] ?? 'api_error', message },
    request_id: 'req_0kit0kit0kit0kit0kit0kit',
  };
}
