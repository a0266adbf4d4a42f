import { ApiError } from '@gateway/protocol';
import type { ResponseContext } from '../prepare/normalized-request.types.js';

/** More tokens were asked for than the model gives, in Anthropic's words: Claude Code asks for fewer then. */
export function toOutputLimitError(
  { maxTokens, model }: Pick<ResponseContext, 'maxTokens' | 'model'>,
  most: number,
): ApiError {
  const limit = `which is the maximum allowed number of output tokens for ${model}`;
  return ApiError.invalid('max_tokens', `${maxTokens} > ${most}, ${limit}`);
}
