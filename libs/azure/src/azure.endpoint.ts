import { signWith } from '@gateway/openai';
import { type Endpoint, withKeys } from '@gateway/provider-kit';
import { ApiError } from '@gateway/protocol';
import { AzureOpenAI, OpenAI } from 'openai';
import type { AzureSettings } from './azure.settings.js';
import { entraTokenSource } from './entra-token.source.js';
import type { AzureAddress } from './read-azure-url.js';

/** What the SDK would otherwise read from the environment by itself. */
const NOTHING = { organization: null, project: null, adminAPIKey: null, webhookSecret: null };

/** OpenAI's own clients, used to sign: with the key, or where there is none with a token of Entra ID. */
export function azureEndpoint(address: AzureAddress, settings: AzureSettings): Endpoint {
  const { AZURE_OPENAI_API_KEY: keys } = settings;
  const signed = keys
    ? withKeys(keys, (key) => signWith(clientFor(address, { ...settings, AZURE_OPENAI_API_KEY: key })))
    : signWith(clientFor(address, settings));
  // The SDK wraps what a token source throws.
  const unwrap = (error: Error): never => {
    throw error.cause instanceof ApiError ? error.cause : error;
  };
  return { sign: (call) => signed.sign(call).catch(unwrap) };
}

function clientFor({ resource, apiVersion }: AzureAddress, settings: AzureSettings): OpenAI {
  const { AZURE_OPENAI_API_KEY: key } = settings;
  const token = key ? undefined : entraTokenSource(settings);
  if (apiVersion !== undefined) {
    // An empty key, too, keeps the SDK from looking for one.
    const who = token ? { apiKey: '', azureADTokenProvider: token } : { apiKey: key };
    return new AzureOpenAI({ ...NOTHING, ...who, baseURL: `${resource}/openai`, apiVersion });
  }
  const headers = token ? {} : { 'api-key': key, authorization: null };
  return new OpenAI({ ...NOTHING, apiKey: token ?? key, baseURL: `${resource}/openai/v1`, defaultHeaders: headers });
}
