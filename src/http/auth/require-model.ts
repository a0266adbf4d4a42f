import { ApiError } from '@gateway/protocol';
import type { NamedToken } from '../../context/named-token.types.js';
import { fitsPattern } from '../../routing/models/parse-model-map.js';

/**
 * Lets a token ask for the models of its list alone.
 *
 * @throws ApiError 400 that names the model, and not those that are allowed. Claude Code shows any 403 as a failed
 *   login (contract §15.3).
 */
export function requireModel(token: NamedToken | undefined, requested: string): void {
  if (!mayAsk(token, requested)) throw ApiError.invalid('model', `${requested} is not available to this token`);
}

/** Whether the bearer of a token may ask for a model of this name; without a token, or a list, for any. */
export function mayAsk(token: NamedToken | undefined, requested: string): boolean {
  return token?.models?.some((pattern) => fitsPattern(pattern, requested)) ?? true;
}

/**
 * Whether somebody may see what all clients do: the bearer of `ANTHROPIC_AUTH_TOKEN`, or everybody where nobody needs
 * a token. The bearers of `AUTH_TOKENS_FILE` see their own doings alone.
 */
export function isOperator(token: NamedToken | undefined): boolean {
  return token === undefined || token.isOperators === true;
}
