import { ApiError } from '@gateway/protocol';
import type { NamedToken } from '../../context/named-token.types.js';
import { fitsPattern } from '../../routing/models/parse-model-map.js';

/**
 * Limits a token to the models of its list.
 *
 * @throws ApiError 400 that names the model, and not those that are allowed. Claude Code shows any 403 as a failed
 *   login (contract §15.3).
 */
export function requireModel(token: NamedToken | undefined, requested: string): void {
  if (!mayAsk(token, requested)) throw ApiError.invalid('model', `${requested} is not available to this token`);
}

/** Whether a token may be used for a model of this name; without a token, or a list, for any. */
export function mayAsk(token: NamedToken | undefined, requested: string): boolean {
  return token?.models?.some((pattern) => fitsPattern(pattern, requested)) ?? true;
}

/**
 * Whether a client may see the requests of all clients: with `ANTHROPIC_AUTH_TOKEN`, or where no token is required.
 * The tokens of `AUTH_TOKENS_FILE` give access to their own requests alone.
 */
export function isOperator(token: NamedToken | undefined): boolean {
  return token === undefined || token.isOperators === true;
}
