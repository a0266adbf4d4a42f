import { generateDialect } from '@gateway/gemini';
import { translatedProvider, type Provider, type ProviderContext } from '@gateway/provider-kit';
import { vertexEndpoint } from './vertex.endpoint.js';
import type { VertexSettings } from './vertex.settings.js';

/** Hints for the failures that a wrong setting causes. */
const HINTS = {
  authentication_error: 'check the Application Default Credentials, see GOOGLE_APPLICATION_CREDENTIALS',
  permission_error: 'check that the Application Default Credentials may use Vertex AI in VERTEX_PROJECT',
  not_found_error: 'check the model, VERTEX_PROJECT and VERTEX_LOCATION',
  unreachable: 'check VERTEX_LOCATION and VERTEX_BASE_URL',
};

/** Gemini's dialect at Vertex AI. */
export function vertexProvider(settings: VertexSettings, context: ProviderContext): Provider {
  const dialect = generateDialect({
    surface: 'vertex',
    models: context.models,
    name: context.naming?.name,
    schemas: settings.GEMINI_SCHEMA,
  });
  return translatedProvider({
    context,
    endpoint: vertexEndpoint(settings, context),
    dialect: () => dialect,
    hints: HINTS,
  });
}
