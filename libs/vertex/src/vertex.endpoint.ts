import {
  type Endpoint,
  type ProviderContext,
  type SignedRequest,
  type UpstreamCall,
  withoutEndingSlashes,
} from '@gateway/provider-kit';
import { VertexTokenSource } from './vertex-token.source.js';
import type { VertexSettings } from './vertex.settings.js';

export interface VertexEndpointOptions {
  readonly tokens: VertexTokenSource;
  /** A region, `us`, `eu` or `global`. */
  readonly location: string;
  readonly project?: string | undefined;
  readonly baseUrl?: string | undefined;
}

/** Vertex AI: models of any publisher, in a project and a location. Paths begin with `/publishers/`. */
export class VertexEndpoint implements Endpoint {
  constructor(private readonly options: VertexEndpointOptions) {}

  async sign({ path, body }: UpstreamCall): Promise<SignedRequest> {
    const { url, headers } = await this.reach(path);
    headers.set('content-type', 'application/json');
    return { url, init: { method: 'POST', headers, body: JSON.stringify(body) } };
  }

  /** The URL of a path, and the headers with the credentials. */
  async reach(path: string): Promise<{ url: string; headers: Headers }> {
    const { tokens, location } = this.options;
    const project = this.options.project ?? (await tokens.project());
    const headers = new Headers(await tokens.headers());
    const base = withoutEndingSlashes(this.options.baseUrl ?? hostOf(location));
    const place = `projects/${encodeURIComponent(project)}/locations/${encodeURIComponent(location)}`;
    return { url: `${base}/${versionOf(path)}/${place}${path}`, headers };
  }
}

/** Models whose answers are continued: the method that takes the token has this version alone (contract §11.1, §22). */
const PREVIEWED = '/publishers/google/models/gemini-4-';

function versionOf(path: string): string {
  return path.startsWith(PREVIEWED) ? 'v1beta1' : 'v1';
}

/** The endpoint of the settings. */
export function vertexEndpoint(settings: VertexSettings, { fetch, naming }: ProviderContext): VertexEndpoint {
  const { VERTEX_PROJECT: project, VERTEX_LOCATION: location, VERTEX_BASE_URL: baseUrl } = settings;
  const tokens = new VertexTokenSource({ project, keyFile: settings.GOOGLE_APPLICATION_CREDENTIALS, fetch, naming });
  return new VertexEndpoint({ tokens, location, project, baseUrl });
}

/** Google's addresses by location (Vertex AI documentation, "Locations"). */
function hostOf(location: string): string {
  if (location === 'global') return 'https://aiplatform.googleapis.com';
  if (location === 'us' || location === 'eu') return `https://aiplatform.${location}.rep.googleapis.com`;
  return `https://${encodeURIComponent(location)}-aiplatform.googleapis.com`;
}
