import { ApiError } from '@gateway/protocol';
import type { ResponseContext } from '../prepare/normalized-request.types.js';

/**
 * The request asks for more output tokens than the model allows, in Anthropic's wording: Claude Code then asks for
 * fewer.
 */
export function toOutputLimitError(
  { maxTokens, model }: Pick<ResponseContext, 'maxTokens' | 'model'>,
  most: number,
): ApiError {
  const limit = `which is the maximum allowed number of output tokens for ${model}`;
  return ApiError.invalid('max_tokens', `${maxTokens} > ${most}, ${limit}`);
}
