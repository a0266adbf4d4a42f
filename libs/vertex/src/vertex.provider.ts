import { generateDialect, SignatureMemory } from '@gateway/gemini';
import { translatedProvider, type Provider, type ProviderContext } from '@gateway/provider-kit';
import { VertexTokenSource } from './vertex-token.source.js';
import { VertexEndpoint } from './vertex.endpoint.js';
import type { VertexSettings } from './vertex.settings.js';

/** Gemini's dialect, spoken at Vertex AI. */
export function vertexProvider(settings: VertexSettings, context: ProviderContext): Provider {
  const { VERTEX_PROJECT: project, VERTEX_LOCATION: location, VERTEX_BASE_URL: baseUrl } = settings;
  const tokens = new VertexTokenSource({ project, fetch: context.fetch });
  const dialect = generateDialect({
    surface: 'vertex',
    schemas: settings.GEMINI_SCHEMA,
    memory: new SignatureMemory(),
    hints: {
      authentication_error: 'check the Application Default Credentials, see GOOGLE_APPLICATION_CREDENTIALS',
      permission_error: 'check that the Application Default Credentials may use Vertex AI in VERTEX_PROJECT',
      not_found_error: 'check the model, VERTEX_PROJECT and VERTEX_LOCATION',
    },
  });
  const endpoint = new VertexEndpoint({ tokens, location, project, baseUrl });
  return translatedProvider({ context, endpoint, dialect: () => dialect });
}
