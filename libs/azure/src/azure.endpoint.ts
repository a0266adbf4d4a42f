import { signWith } from '@gateway/openai';
import { type Endpoint, type Naming, withKeys } from '@gateway/provider-kit';
import { ApiError } from '@gateway/protocol';
import { AzureOpenAI, OpenAI } from 'openai';
import type { AzureSettings } from './azure.settings.js';
import { entraTokenSource } from './entra-token.source.js';
import type { AzureAddress } from './read-azure-url.js';

/** Values that the SDK would otherwise read from the environment. */
const NOTHING = { organization: null, project: null, adminAPIKey: null, webhookSecret: null };

/** OpenAI's own clients, used to sign: with the key, or where there is none with a token of Entra ID. */
export function azureEndpoint(address: AzureAddress, settings: AzureSettings, naming?: Naming): Endpoint {
  const { AZURE_OPENAI_API_KEY: keys } = settings;
  const signed = keys
    ? withKeys(keys, (key) => signWith(clientFor(address, key)))
    : signWith(clientFor(address, entraTokenSource(settings, naming)));
  // The SDK wraps the error of a token source.
  const unwrap = (error: Error): never => {
    throw error.cause instanceof ApiError ? error.cause : error;
  };
  return { sign: (call) => signed.sign(call).catch(unwrap) };
}

function clientFor({ resource, apiVersion }: AzureAddress, who: string | (() => Promise<string>)): OpenAI {
  const isKey = typeof who === 'string';
  if (apiVersion !== undefined) {
    // Also an empty key prevents the SDK from reading one.
    const credentials = isKey ? { apiKey: who } : { apiKey: '', azureADTokenProvider: who };
    return new AzureOpenAI({ ...NOTHING, ...credentials, baseURL: `${resource}/openai`, apiVersion });
  }
  const headers = isKey ? { 'api-key': who, authorization: null } : {};
  return new OpenAI({ ...NOTHING, apiKey: who, baseURL: `${resource}/openai/v1`, defaultHeaders: headers });
}
