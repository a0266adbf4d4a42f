import type { Endpoint, SignedRequest, UpstreamCall } from '@gateway/provider-kit';
import type { VertexTokenSource } from './vertex-token.source.js';

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
    const { tokens, location } = this.options;
    const project = this.options.project ?? (await tokens.project());
    const headers = new Headers(await tokens.headers());
    headers.set('content-type', 'application/json');
    const base = (this.options.baseUrl ?? hostOf(location)).replace(/\/+$/, '');
    const place = `projects/${encodeURIComponent(project)}/locations/${encodeURIComponent(location)}`;
    return { url: `${base}/v1/${place}${path}`, init: { method: 'POST', headers, body: JSON.stringify(body) } };
  }
}

/** Google's addresses by location (Vertex AI documentation, "Locations"). */
function hostOf(location: string): string {
  if (location === 'global') return 'https://aiplatform.googleapis.com';
  if (location === 'us' || location === 'eu') return `https://aiplatform.${location}.rep.googleapis.com`;
  return `https://${encodeURIComponent(location)}-aiplatform.googleapis.com`;
}
