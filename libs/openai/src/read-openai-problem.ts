import { asObject } from '@gateway/protocol';

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
}

/**
 * Reads an error body: OpenAI's `{error:{message,type,code,param}}`, Azure's with `innererror`, API Management's
 * `{statusCode,message}`, compatible servers' `{message}`, `{detail}` and `{error:"text"}`, and the bare object
 * of a stream's error event.
 */
export function readOpenAiProblem(body: unknown): OpenAiProblem {
  const outer = asObject(Array.isArray(body) ? (body as unknown[])[0] : body);
  const response = asObject(outer.response);
  const nested = outer.error ?? response.error;
  const inner = typeof nested === 'string' ? { message: nested } : asObject(nested ?? outer);
  const { message, type, code, param, innererror, detail, misalignment } = inner;
  return {
    // FastAPI's detail is a list of validation errors.
    message: text(message) ?? text(detail) ?? text(outer.message) ?? (detail ? JSON.stringify(detail) : undefined),
    type: text(type),
    code: text(code),
    param: text(param),
    explanation: text(asObject(misalignment).detailed_explanation),
    innererror,
  };
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' ? value : typeof value === 'number' ? String(value) : undefined;
}
