import { ApiError, type ErrorType } from '@gateway/protocol';
import { catchError, type MonoTypeOperatorFunction, throwError } from 'rxjs';
import type { Naming } from '../provider-context.types.js';
import type { Provider } from '../provider.types.js';
import { renameVariables } from '../rename-variables.js';

/** Which setting to check, for the failures that a wrong one causes; `unreachable`: the connection itself failed. */
export type Hints = Readonly<Partial<Record<ErrorType | 'unreachable', string>>>;

/** The same provider; an error that a wrong setting may cause names the setting, as long as no reply has begun. */
export function withHints(provider: Provider, hints: Hints, naming?: Naming): Provider {
  const addHint = <T>(): MonoTypeOperatorFunction<T> =>
    catchError((error: unknown) => throwError(() => withHint(error, hints, naming)));
  return {
    open: (call) => provider.open(call).pipe(addHint()),
    countTokens: (call) => provider.countTokens(call).pipe(addHint()),
    explain: (call) =>
      provider.explain(call).catch((error: unknown) => {
        throw withHint(error, hints, naming);
      }),
  };
}

/**
 * The same failure, with what to check behind its message; of a named upstream these are its own variables. An error
 * with details is one on which the client acts by itself: no setting caused it (contract §28).
 */
export function withHint(error: unknown, hints: Hints, naming?: Naming): unknown {
  if (!(error instanceof ApiError) || error.details !== undefined) return error;
  const { type, message, status } = error;
  const hint = hints[status === 502 ? 'unreachable' : type];
  if (hint === undefined) return error;
  return error.with({ message: `${message} (${renameVariables(hint, naming)})` });
}
