import { ApiError, type ErrorType } from '@gateway/protocol';

/** Which setting to look at, for the failures that a wrong one causes; `unreachable`: the connection itself failed. */
export type Hints = Readonly<Partial<Record<ErrorType | 'unreachable', string>>>;

/** The same failure, with what to check behind its message. */
export function withHint(error: unknown, hints: Hints): unknown {
  if (!(error instanceof ApiError)) return error;
  const { type, message, status, headers, cause } = error;
  const hint = hints[status === 502 ? 'unreachable' : type];
  return hint === undefined ? error : new ApiError(type, `${message} (${hint})`, { status, headers, cause });
}
