import { ApiError } from '@gateway/protocol';
import { fitsPattern } from '../models/parse-model-map.js';
import type { NamedToken } from './named-token.types.js';

/**
 * Lets a token ask for the models of its list alone.
 *
 * @throws ApiError 403 that names the model, and not those that are allowed
 */
export function requireModel(token: NamedToken | undefined, asked: string): void {
  if (token?.models === undefined || token.models.some((pattern) => fitsPattern(pattern, asked))) return;
  throw new ApiError('permission_error', `this token may not ask for the model ${asked}`);
}
