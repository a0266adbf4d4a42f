import { ApiError } from '@gateway/protocol';
import type { NormalizedRequest } from '@gateway/provider-kit';
import type { OpenAiTraits } from '../model-traits.js';
import type { OpenAiService } from '../openai-service.types.js';

/**
 * Refuses before any call what Chat Completions refuses at every effort (contract §3.3).
 *
 * @throws ApiError 400 that names the model, the variable of the API and Responses
 */
export function requireChat(
  { model, tools }: Pick<NormalizedRequest, 'model' | 'tools'>,
  { chat, effortWithTools }: Pick<OpenAiTraits, 'chat' | 'effortWithTools'>,
  { name, apiVariable }: Pick<OpenAiService, 'name' | 'apiVariable'>,
): void {
  const refused = tools.length > 0 && effortWithTools === 'refused';
  if (chat && !refused) return;
  const what = chat ? 'takes no function tools on' : 'is not served by';
  throw new ApiError(
    'invalid_request_error',
    `[${name}-chat] ${model} ${what} Chat Completions: set ${apiVariable} to responses or auto, so that the Responses API is called`,
  );
}
