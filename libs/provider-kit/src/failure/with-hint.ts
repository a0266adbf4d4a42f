import { ApiError, type ErrorType } from '@gateway/protocol';
import type { Naming } from '../provider-context.types.js';
import { renameVariables } from '../rename-variables.js';

/** Which setting to check, for the failures that a wrong one causes; `unreachable`: the connection itself failed. */
export type Hints = Readonly<Partial<Record<ErrorType | 'unreachable', string>>>;

/** The same failure, with the hint after its message; a named upstream's hint names its own variables. */
export function withHint(error: unknown, hints: Hints, naming?: Naming): unknown {
  if (!(error instanceof ApiError)) return error;
  const { type, message, status } = error;
  const hint = hints[status === 502 ? 'unreachable' : type];
  if (hint === undefined) return error;
  return error.with({ message: `${message} (${renameVariables(hint, naming)})` });
}
