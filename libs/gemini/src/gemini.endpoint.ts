import { type Endpoint, type SignedRequest, type UpstreamCall, withoutEndingSlashes } from '@gateway/provider-kit';

const GOOGLE = 'https://generativelanguage.googleapis.com';

export interface GeminiEndpointOptions {
  readonly apiKey: string;
  /** With or without the API's version at its end. */
  readonly baseUrl?: string | undefined;
}

/** Google AI Studio. The key is sent as a header: in the query it would appear in logs. */
export class GeminiEndpoint implements Endpoint {
  private readonly base: string;

  constructor(private readonly options: GeminiEndpointOptions) {
    const base = withoutEndingSlashes(options.baseUrl ?? GOOGLE);
    this.base = /\/v\d\w*$/.test(base) ? base : `${base}/v1beta`;
  }

  sign({ path, body }: UpstreamCall): Promise<SignedRequest> {
    const headers = new Headers({ 'content-type': 'application/json', 'x-goog-api-key': this.options.apiKey });
    return Promise.resolve({ url: this.base + path, init: { method: 'POST', headers, body: JSON.stringify(body) } });
  }
}
