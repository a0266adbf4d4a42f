import { asObject } from '@gateway/protocol';

/** The fields of Google's error body. */
export interface GeminiProblem {
  readonly message?: string | undefined;
  /** The HTTP status, also where the error comes inside a 200. */
  readonly code?: number | undefined;
  /** The gRPC status: `RESOURCE_EXHAUSTED`. */
  readonly status?: string | undefined;
  /** `ErrorInfo.reason` of the details: `API_KEY_INVALID`. */
  readonly reason?: string | undefined;
  /** `BadRequest.fieldViolations` of the details: the first field that was refused. */
  readonly field?: string | undefined;
  /** `RetryInfo.retryDelay` of the details: `34.4s`. */
  readonly retryDelay?: string | undefined;
}

/** Reads `{error:{code,message,status,details}}`, also as the only element of an array; proxies send less. */
export function readGeminiProblem(body: unknown): GeminiProblem {
  const outer = asObject(Array.isArray(body) ? (body as unknown[])[0] : body);
  const inner = typeof outer.error === 'string' ? { message: outer.error } : asObject(outer.error ?? outer);
  const { message, code, status, details } = inner;
  const about = (Array.isArray(details) ? (details as unknown[]) : []).map(asObject);
  return {
    message: asText(message),
    code: typeof code === 'number' ? code : undefined,
    status: asText(status),
    reason: asText(about.find(({ reason }) => reason !== undefined)?.reason),
    field: asText(
      asObject(about.flatMap(({ fieldViolations }) => (fieldViolations as unknown[] | undefined) ?? [])[0]).field,
    ),
    retryDelay: asText(about.find(({ retryDelay }) => retryDelay !== undefined)?.retryDelay),
  };
}

function asText(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}
