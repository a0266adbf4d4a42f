import type Anthropic from '@anthropic-ai/sdk';
import { TOKEN } from '../../kit/process/gateway-process.js';
import type { Scene } from '../harness/scene.js';
import { clientOf } from './fetch-clients.js';
import { importFrom } from './import-from.js';

/** A client of the official SDK, as it was fetched, for the gateway of a scene. It repeats nothing by itself. */
export async function sdkClient({ clients, url }: Pick<Scene, 'clients' | 'url'>, token = TOKEN): Promise<Anthropic> {
  const { default: Client } = (await importFrom(clientOf(clients, 'sdk').path, '@anthropic-ai/sdk')) as {
    default: typeof Anthropic;
  };
  return new Client({ baseURL: url, apiKey: token, authToken: null, maxRetries: 0 });
}
