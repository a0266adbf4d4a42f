import { hasPlugin } from '../process/built-gateway.js';
import { anthropic, ANTHROPIC_KEY } from '../upstreams/anthropic/anthropic.wire.js';
import { azure, AZURE_KEY } from '../upstreams/azure/azure.wire.js';
import { gemini, GEMINI_KEY } from '../upstreams/gemini/gemini.wire.js';
import { openAiChat, OPENAI_KEY } from '../upstreams/openai/chat.wire.js';
import { openAiResponses } from '../upstreams/openai/responses.wire.js';
import { vertex, VERTEX } from '../upstreams/vertex/vertex.wire.js';
import type { Wire } from '../upstreams/wire.types.js';

/** A way from the gateway to a model: the plugin, the fake at the other end, the settings that lead there. */
export interface Route {
  readonly name: string;
  /** Folder of the plugin in `libs/`. */
  readonly plugin: string;
  readonly wire: Wire;
  /** The upstream's name of the model behind every Claude name. */
  readonly model: string;
  /** The upstream wants the state of its reasoning back. */
  readonly state: boolean;
  /** The upstream counts tokens itself. */
  readonly counts: boolean;
  /** The upstream can search the web. */
  readonly search: boolean;
  /** As whom a system message between turns speaks there. */
  readonly midSystem: 'system' | 'user';
  /** Refusals that the gateway cannot foresee and learns from. */
  readonly learnt?: RegExp;
  settings(upstream: string): Record<string, string>;
}

const DEPLOYMENTS = { chatter: 'gpt-4.1', thinker: 'gpt-5.4' };

const openAi = (api: 'chat' | 'responses', model: string) => (upstream: string) => ({
  PREFERRED_PROVIDER: 'openai',
  OPENAI_API_KEY: OPENAI_KEY,
  OPENAI_BASE_URL: `${upstream}/v1`,
  OPENAI_API: api,
  OPENAI_COMPATIBLE: 'false',
  BIG_MODEL: model,
  SMALL_MODEL: model,
});

const azureAt = (api: 'chat' | 'responses', model: keyof typeof DEPLOYMENTS) => (upstream: string) => ({
  PREFERRED_PROVIDER: 'azure',
  AZURE_OPENAI_ENDPOINT: upstream,
  AZURE_OPENAI_API_KEY: AZURE_KEY,
  AZURE_OPENAI_API: api,
  AZURE_MODEL_FAMILIES: `${model}=${DEPLOYMENTS[model]}`,
  BIG_MODEL: model,
  SMALL_MODEL: model,
});

/** Every wire that the gateway speaks. */
export const ROUTES: readonly Route[] = [
  {
    name: 'openai-chat',
    plugin: 'openai',
    wire: openAiChat,
    model: 'gpt-4.1',
    state: false,
    counts: false,
    search: false,
    midSystem: 'system',
    settings: openAi('chat', 'gpt-4.1'),
  },
  {
    name: 'openai-responses',
    plugin: 'openai',
    wire: openAiResponses,
    model: 'gpt-5.4',
    state: true,
    counts: true,
    search: true,
    midSystem: 'system',
    settings: openAi('responses', 'gpt-5.4'),
  },
  {
    name: 'azure-chat',
    plugin: 'azure',
    wire: azure('chat', DEPLOYMENTS),
    model: 'chatter',
    state: false,
    counts: false,
    search: false,
    midSystem: 'system',
    settings: azureAt('chat', 'chatter'),
  },
  {
    name: 'azure-responses',
    plugin: 'azure',
    wire: azure('responses', DEPLOYMENTS),
    model: 'thinker',
    state: true,
    counts: true,
    search: true,
    midSystem: 'system',
    settings: azureAt('responses', 'thinker'),
  },
  {
    name: 'gemini',
    plugin: 'gemini',
    wire: gemini,
    model: 'gemini-3-pro-preview',
    state: true,
    counts: true,
    search: true,
    midSystem: 'user',
    settings: (upstream) => ({
      PREFERRED_PROVIDER: 'google',
      GEMINI_API_KEY: GEMINI_KEY,
      GEMINI_BASE_URL: upstream,
      BIG_MODEL: 'gemini-3-pro-preview',
      SMALL_MODEL: 'gemini-3-pro-preview',
    }),
  },
  {
    name: 'vertex',
    plugin: 'vertex',
    wire: vertex,
    model: 'gemini-3-pro-preview',
    state: true,
    counts: true,
    search: true,
    midSystem: 'user',
    settings: (upstream) => ({
      PREFERRED_PROVIDER: 'google',
      USE_VERTEX_AUTH: 'true',
      VERTEX_PROJECT: VERTEX.project,
      VERTEX_LOCATION: VERTEX.location,
      VERTEX_BASE_URL: upstream,
      GCE_METADATA_HOST: upstream.replace('http://', ''),
      BIG_MODEL: 'gemini-3-pro-preview',
      SMALL_MODEL: 'gemini-3-pro-preview',
    }),
  },
  {
    name: 'anthropic',
    plugin: 'anthropic',
    wire: anthropic,
    model: 'claude-opus-5-5',
    state: true,
    counts: true,
    search: true,
    midSystem: 'system',
    settings: (upstream) => ({
      PREFERRED_PROVIDER: 'anthropic',
      ANTHROPIC_API_KEY: ANTHROPIC_KEY,
      ANTHROPIC_UPSTREAM_BASE_URL: upstream,
    }),
  },
];

/** Whether the built gateway can take this route. */
export function isBuilt({ plugin }: Pick<Route, 'plugin'>): boolean {
  return hasPlugin(plugin);
}
