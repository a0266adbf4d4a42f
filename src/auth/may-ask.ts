import { fitsPattern } from '../models/parse-model-map.js';
import type { NamedToken } from './named-token.types.js';

/** Whether the bearer of a token may ask for a model of this name; without a token, or a list, for any. */
export function mayAsk(token: NamedToken | undefined, asked: string): boolean {
  return token?.models?.some((pattern) => fitsPattern(pattern, asked)) ?? true;
}
