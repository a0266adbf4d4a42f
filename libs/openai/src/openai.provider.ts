import { findPreset, traitsOf } from '@gateway/presets';
import { translatedProvider, type Provider, type ProviderContext } from '@gateway/provider-kit';
import { chatDialect } from './chat/chat.dialect.js';
import { openAiTraits } from './model-traits.js';
import { isUnderDomain } from './is-under-domain.js';
import type { OpenAiService } from './openai-service.types.js';
import { OPENAI_URL, openAiEndpoint } from './openai.endpoint.js';
import type { OpenAiSettings } from './openai.settings.js';
import { responsesDialect } from './responses/responses.dialect.js';

/** The domains of Azure, which serves OpenAI's own models directly and behind its API Management (contract §3). */
const AZURE = ['azure.com', 'azure-api.net'];

/** Hints for the failures that a wrong setting causes. */
const HINTS = {
  authentication_error: 'check OPENAI_API_KEY',
  not_found_error: 'check BIG_MODEL, SMALL_MODEL and MODEL_MAP',
  unreachable: 'check OPENAI_BASE_URL',
};

/** OpenAI's two dialects at the endpoint of the settings. */
export function openAiProvider(settings: OpenAiSettings, context: ProviderContext): Provider {
  const service = toService(settings, context);
  const chat = chatDialect(service);
  const responses = responsesDialect(service);
  const { OPENAI_API: api } = settings;
  const dialect = (model: string): typeof chat | typeof responses => {
    if (api === 'auto')
      return service.official && openAiTraits(service, model, 'responses').prefersResponses ? responses : chat;
    return api === 'responses' ? responses : chat;
  };
  return translatedProvider({ context, endpoint: openAiEndpoint(settings), dialect, hints: HINTS });
}

function toService(
  { OPENAI_BASE_URL: url, OPENAI_COMPATIBLE: compatible, OPENAI_PRESET: named, OPENAI_TRAITS: traits }: OpenAiSettings,
  { naming, models }: ProviderContext,
): OpenAiService {
  const preset = findPreset(named, url);
  const host = new URL(url ?? preset?.chat ?? OPENAI_URL).hostname;
  const own = isUnderDomain(host, 'openai.com');
  const official =
    compatible === 'auto' ? own || AZURE.some((domain) => isUnderDomain(host, domain)) : compatible === 'false';
  return {
    name: naming?.name ?? 'openai',
    official,
    obfuscation: own,
    models,
    apiVariable: naming?.variableOf('OPENAI_API') ?? 'OPENAI_API',
    identifies: official ? 'session' : 'nobody',
    ...(official ? {} : { server: { ...traitsOf(preset), ...traits } }),
    modelOf: (name) => name,
  };
}
