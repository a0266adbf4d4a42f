import { asObject, type JsonObject } from '@gateway/protocol';

/** The fields of an error body, whichever of its forms it has. */
export interface OpenAiProblem {
  readonly message?: string | undefined;
  readonly type?: string | undefined;
  readonly code?: string | undefined;
  readonly param?: string | undefined;
  /** What the request did wrong, in words for its author (openai `ResponseError.misalignment`, contract §13.5). */
  readonly explanation?: string | undefined;
  /** Azure's details. */
  readonly innererror?: unknown;
  /** The object that holds the message, for fields of one server. */
  readonly fields: JsonObject;
}

/** Errors within errors that are read, at most. */
const MAX_DEPTH = 3;

/** Characters of an error's text that are parsed. */
const MAX_NESTED = 20_000;

/**
 * Reads an error body: OpenAI's `{error:{message,type,code,param}}`, Azure's with `innererror`, API Management's
 * `{statusCode,message}`, compatible servers' `{message}`, `{detail}`, `{error:"text"}` and `{code,error:"text"}`,
 * MiniMax's `{base_resp:{status_code,status_msg}}`, and the bare object of a stream's error event. Where a server
 * passes on the error of another one, that is read: OpenRouter's `metadata.raw`, JSON within LM Studio's message.
 */
export function readOpenAiProblem(body: unknown): OpenAiProblem {
  return readProblem(body, MAX_DEPTH);
}

function readProblem(body: unknown, depth: number): OpenAiProblem {
  const outer = asObject(Array.isArray(body) ? (body as unknown[])[0] : body);
  const response = asObject(outer.response);
  const nested = outer.error ?? response.error ?? toMiniMaxError(outer.base_resp);
  const inner = typeof nested === 'string' ? { message: nested, code: outer.code } : asObject(nested ?? outer);
  const { message, type, code, param, innererror, detail, misalignment } = inner;
  const problem = {
    // FastAPI's detail is a list of what it found wrong; Mistral's message holds one.
    message: text(message) ?? text(detail) ?? text(outer.message) ?? listed(detail) ?? listed(message),
    type: text(type),
    code: text(code),
    param: text(param),
    explanation: text(asObject(misalignment).detailed_explanation),
    innererror,
    fields: inner,
  };
  const passedOn = depth === 0 ? undefined : (findJson(asObject(inner.metadata).raw) ?? findJson(message));
  const original = passedOn === undefined ? undefined : readProblem(passedOn, depth - 1);
  return original?.message === undefined ? problem : { ...original, type: original.type ?? problem.type };
}

function toMiniMaxError(response: unknown): JsonObject | undefined {
  const { status_code: code, status_msg: message } = asObject(response);
  return typeof code === 'number' && code !== 0 ? { code, message } : undefined;
}

/** The object that a text ends with, where it is one: `Engine protocol … returned 400: {"error":…}`. */
function findJson(value: unknown): JsonObject | undefined {
  if (typeof value !== 'string' || value.length > MAX_NESTED || !value.trimEnd().endsWith('}')) return undefined;
  const at = value.indexOf('{"');
  if (at < 0) return undefined;
  try {
    return asObject(JSON.parse(value.slice(at)));
  } catch {
    return undefined;
  }
}

function listed(value: unknown): string | undefined {
  return typeof value === 'object' && value !== null ? JSON.stringify(value) : undefined;
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' ? value : typeof value === 'number' ? String(value) : undefined;
}
