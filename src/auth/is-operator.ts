import type { NamedToken } from './named-token.types.js';

/**
 * Whether somebody may see what all clients do: the bearer of `ANTHROPIC_AUTH_TOKEN`, or everybody where nobody needs
 * a token. The bearers of `AUTH_TOKENS_FILE` see their own doings alone.
 */
export function isOperator(token: NamedToken | undefined): boolean {
  return token === undefined || token.isOperators === true;
}
