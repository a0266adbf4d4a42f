import { ApiError } from '@gateway/protocol';
import { mayAsk } from './may-ask.js';
import type { NamedToken } from './named-token.types.js';

/**
 * Lets a token ask for the models of its list alone.
 *
 * @throws ApiError 403 that names the model, and not those that are allowed
 */
export function requireModel(token: NamedToken | undefined, asked: string): void {
  if (!mayAsk(token, asked)) throw new ApiError('permission_error', `this token may not ask for the model ${asked}`);
}
