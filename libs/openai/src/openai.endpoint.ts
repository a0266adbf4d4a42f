import { type Endpoint, withKeys } from '@gateway/provider-kit';
import { findPreset } from '@gateway/presets';
import { OpenAI } from 'openai';
import type { OpenAiSettings } from './openai.settings.js';
import { signWith } from './sign-with.js';

/** OpenAI itself. */
export const OPENAI_URL = 'https://api.openai.com/v1';

/** The key for a server that needs none: the SDK requires one. */
const NO_KEY = 'none';

/**
 * OpenAI's own client, used to sign: address, credentials and its headers. Everything that the SDK would otherwise
 * read from the environment is passed explicitly, so that no other credential is ever sent.
 */
export function openAiEndpoint(settings: OpenAiSettings): Endpoint {
  const { OPENAI_API_KEY: keys, OPENAI_BASE_URL: url, OPENAI_PRESET: preset } = settings;
  const baseURL = url ?? findPreset(preset, undefined)?.chat ?? OPENAI_URL;
  const nothing = { organization: null, project: null, adminAPIKey: null, webhookSecret: null };
  return withKeys(keys ?? NO_KEY, (apiKey) => signWith(new OpenAI({ ...nothing, apiKey, baseURL })));
}
