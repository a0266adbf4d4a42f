import { translatedProvider, type Provider, type ProviderContext } from '@gateway/provider-kit';
import { chatDialect } from './chat/chat.dialect.js';
import { openAiTraits } from './model-traits.js';
import type { OpenAiService } from './openai-service.types.js';
import { openAiEndpoint } from './openai.endpoint.js';
import type { OpenAiSettings } from './openai.settings.js';
import { responsesDialect } from './responses/responses.dialect.js';

/** A wrong setting shows in these. */
const HINTS = {
  authentication_error: 'check OPENAI_API_KEY',
  not_found_error: 'check BIG_MODEL, SMALL_MODEL and MODEL_MAP',
  unreachable: 'check OPENAI_BASE_URL',
};

/** OpenAI's two dialects at the endpoint that the settings name. */
export function openAiProvider(settings: OpenAiSettings, context: ProviderContext): Provider {
  const service = toService(settings, context.naming?.name);
  const chat = chatDialect(service);
  const responses = responsesDialect(service);
  const { OPENAI_API: api } = settings;
  const dialect = (model: string): typeof chat | typeof responses => {
    if (api === 'auto') return service.official && openAiTraits(model, true).prefersResponses ? responses : chat;
    return api === 'responses' ? responses : chat;
  };
  return translatedProvider({ context, endpoint: openAiEndpoint(settings), dialect, hints: HINTS });
}

function toService(
  { OPENAI_BASE_URL: url, OPENAI_COMPATIBLE: compatible }: OpenAiSettings,
  name = 'openai',
): OpenAiService {
  const own = url === undefined || new URL(url).hostname.endsWith('openai.com');
  const official = compatible === 'auto' ? own : compatible === 'false';
  return {
    name,
    official,
    obfuscation: own,
    identifies: official ? 'session' : 'nobody',
    modelOf: (name) => name,
  };
}
