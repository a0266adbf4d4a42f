import { setImmediate as nextTurn } from 'node:timers/promises';
import { LARGE_BODY } from '@gateway/provider-kit';
import { ApiError, isObject, type MessagesRequest } from '@gateway/protocol';
import { findJsonError } from './find-json-error.js';
import { findJsonExcess, type JsonLimits } from './find-json-excess.js';

/**
 * Depth: far beyond any schema; bodies are walked by recursion. Values: several times those of a conversation of a
 * million tokens; so many are parsed and walked in a fraction of a second.
 */
const LIMITS: JsonLimits = { depth: 200, values: 250_000 };

const EXCESS: Readonly<Record<keyof JsonLimits, string>> = {
  depth: `is nested more than ${LIMITS.depth} deep`,
  values: `has more than ${LIMITS.values} keys and values`,
};

/** A model's name is looked up and matched against patterns, so it has a limit. */
const MAX_MODEL_LENGTH = 256;

/**
 * The request in a body. Only the fields that the gateway needs for its route are checked.
 *
 * @throws ApiError 400
 */
export async function parseBody(raw: Uint8Array): Promise<MessagesRequest> {
  const isLarge = raw.length > LARGE_BODY;
  if (isLarge) await nextTurn();
  const text = decode(raw);
  if (isLarge) await nextTurn();
  const excess = await findJsonExcess(text, LIMITS);
  if (excess !== undefined) throw new ApiError('invalid_request_error', `the request body ${EXCESS[excess]}`);
  if (isLarge) await nextTurn();
  const request = checkEnvelope(await parse(text));
  if (isLarge) await nextTurn();
  return request;
}

const UTF8 = new TextDecoder('utf-8', { fatal: true });

function decode(raw: Uint8Array): string {
  try {
    return UTF8.decode(raw);
  } catch (cause) {
    throw new ApiError('invalid_request_error', 'the request body is not valid UTF-8', { cause });
  }
}

async function parse(text: string): Promise<unknown> {
  try {
    return JSON.parse(text);
  } catch {
    const { problem, line, column, offset } = await findJsonError(text);
    const place = `line ${line} column ${column} (offset ${offset})`;
    throw new ApiError('invalid_request_error', `the request body is not valid JSON: ${problem} at ${place}`);
  }
}

/** A segment that a URL resolves to its parent or itself; some endpoints have the model in their path. */
const DOT_SEGMENT = /^(?:\.|%2e){1,2}$/i;

function checkEnvelope(body: unknown): MessagesRequest {
  if (!isObject(body)) throw new ApiError('invalid_request_error', 'the request body must be a JSON object');
  const { model, stream } = body;
  if (model === undefined) throw ApiError.invalid('model', 'Field required');
  // A lone half of a surrogate pair cannot be part of a URL.
  if (typeof model !== 'string' || !model.isWellFormed())
    throw ApiError.invalid('model', 'Input should be a valid string');
  if (model === '') throw ApiError.invalid('model', 'String should have at least 1 character');
  if (model.length > MAX_MODEL_LENGTH)
    throw ApiError.invalid('model', `String should have at most ${MAX_MODEL_LENGTH} characters`);
  if (model.split(/[/\\]/).some((segment) => DOT_SEGMENT.test(segment)))
    throw ApiError.invalid('model', 'String should have no path segment "." or ".."');
  if (stream !== undefined && typeof stream !== 'boolean')
    throw ApiError.invalid('stream', 'Input should be a valid boolean');
  return body as MessagesRequest;
}
