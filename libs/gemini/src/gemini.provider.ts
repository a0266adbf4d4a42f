import { translatedProvider, type Provider, type ProviderContext, withKeys } from '@gateway/provider-kit';
import { GeminiEndpoint } from './gemini.endpoint.js';
import type { GeminiSettings } from './gemini.settings.js';
import { generateDialect } from './generate/generate.dialect.js';

/** Hints for the failures that a wrong setting causes. */
const HINTS = {
  authentication_error: 'check GEMINI_API_KEY',
  permission_error: 'check what GEMINI_API_KEY may use',
  unreachable: 'check GEMINI_BASE_URL',
};

/** Gemini's dialect at AI Studio. */
export function geminiProvider(settings: GeminiSettings, context: ProviderContext): Provider {
  const { GEMINI_API_KEY: keys = '', GEMINI_BASE_URL: baseUrl, GEMINI_SCHEMA: schemas } = settings;
  const dialect = generateDialect({
    surface: 'ai-studio',
    models: context.models,
    name: context.naming?.name,
    schemas,
  });
  const endpoint = withKeys(keys, (apiKey) => new GeminiEndpoint({ apiKey, baseUrl }));
  return translatedProvider({ context, endpoint, dialect: () => dialect, hints: HINTS });
}
