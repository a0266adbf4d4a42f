import type { Endpoint } from '@gateway/provider-kit';
import type { AcmeSettings } from './acme.settings.js';

/** Where Acme is, and who we are there. */
export function acmeEndpoint({ ACME_BASE_URL: url, ACME_API_KEY: key }: AcmeSettings): Endpoint {
  return {
    sign: ({ path, body }) => {
      const headers = new Headers({ 'content-type': 'application/json', authorization: `Bearer ${key ?? ''}` });
      return Promise.resolve({
        url: url.replace(/\/$/, '') + path,
        init: { method: 'POST', headers, body: JSON.stringify(body) },
      });
    },
  };
}
