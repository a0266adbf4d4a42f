import { afterAll, beforeAll } from '@jest/globals';
import { type GatewayProcess, startGateway } from '../process/gateway-process.js';
import { azure } from '../upstreams/azure/azure.wire.js';
import { compatibleChat, openAiChat } from '../upstreams/openai/chat.wire.js';
import type { ScriptedAnswer, Received } from '../upstreams/script.types.js';
import { startUpstream, type Upstream } from '../upstreams/upstream-server.js';
import type { Wire } from '../upstreams/wire.types.js';

/** One upstream with its keys. It accepts requests with one of them in the header of its wire. */
export interface NamedUpstream {
  /** As it was asked for: `provider/model`. */
  readonly target: string;
  readonly keys: readonly string[];
  readonly upstream: Upstream;
}

export interface NamedHarness {
  readonly gateway: GatewayProcess;
  readonly upstreams: Readonly<Record<Name, NamedUpstream>>;
  /** What an upstream answers from now on. */
  answers(name: Name, answer: ScriptedAnswer): void;
}

const TEST_TIMEOUT_MS = 60_000;
const DEPLOYMENTS = { chatter: 'gpt-4.1' };

/** OpenAI itself by its own plugin, a compatible server beside it, and two regions of Azure. */
const PLACES = {
  openai: { wire: openAiChat, target: 'openai/gpt-4.1', keys: ['sk-plain-0001'] },
  vllm: { wire: compatibleChat, target: 'vllm/Qwen/Qwen3-Coder', keys: ['vllm-key-0001', 'vllm-key-0002'] },
  azure_eu: { wire: azure('chat', DEPLOYMENTS), target: 'azure_eu/chatter', keys: ['azure-eu-key-0001'] },
  azure_us: { wire: azure('chat', DEPLOYMENTS), target: 'azure_us/chatter', keys: ['azure-us-key-0001'] },
} as const;

export type Name = keyof typeof PLACES;
export const NAMES = Object.keys(PLACES) as readonly Name[];

/** The settings of a gateway before four upstreams, each at `urls[name]`. */
export function namedSettings(urls: Readonly<Record<Name, string>>): Record<string, string> {
  const keysOf = (name: Name): string => PLACES[name].keys.join(',');
  return {
    OPENAI_API_KEY: keysOf('openai'),
    OPENAI_BASE_URL: `${urls.openai}/v1`,
    OPENAI_COMPATIBLE: 'false',
    UPSTREAM_VLLM: 'openai',
    UPSTREAM_VLLM_BASE_URL: `${urls.vllm}/v1`,
    UPSTREAM_vllm_api_key: keysOf('vllm'),
    UPSTREAM_AZURE_EU: 'azure',
    UPSTREAM_AZURE_EU_BASE_URL: urls.azure_eu,
    UPSTREAM_AZURE_EU_API_KEY: keysOf('azure_eu'),
    UPSTREAM_AZURE_EU_MODEL_FAMILIES: 'chatter=gpt-4.1',
    UPSTREAM_AZURE_US: 'Azure',
    UPSTREAM_AZURE_US_BASE_URL: `${urls.azure_us}/openai/deployments/chatter/chat/completions?api-version=2025-01-01-preview`,
    UPSTREAM_AZURE_US_API_KEY: keysOf('azure_us'),
    BIG_MODEL: PLACES.azure_eu.target,
    SMALL_MODEL: PLACES.vllm.target,
    MODEL_MAP: NAMES.map((name) => `claude-on-${name}=${PLACES[name].target}`).join(','),
    UPSTREAM_RETRIES: '0',
  };
}

/** The credential of a request, wherever its wire has it. */
export function keyOf({ headers }: Received): string {
  return String(headers['api-key'] ?? headers.authorization?.replace('Bearer ', ''));
}

/** Four upstreams and a gateway for all tests of a `describe`. */
export function useNamedHarness(settings: Readonly<Record<string, string>> = {}): NamedHarness {
  const answers = new Map<Name, ScriptedAnswer>();
  const harness = {
    answers: (name: Name, answer: ScriptedAnswer) => answers.set(name, answer),
  } as unknown as NamedHarness;
  beforeAll(async () => {
    const upstreams = {} as Record<Name, NamedUpstream>;
    for (const name of NAMES) {
      const { wire, target, keys } = PLACES[name];
      const upstream = await startUpstream(
        lettingIn(wire, keys),
        () => answers.get(name) ?? { says: [{ text: name }] },
      );
      upstreams[name] = { target, keys, upstream };
    }
    const urls = Object.fromEntries(NAMES.map((name) => [name, upstreams[name].upstream.url])) as Record<Name, string>;
    Object.assign(harness, { upstreams, gateway: await startGateway({ ...namedSettings(urls), ...settings }) });
  }, TEST_TIMEOUT_MS);
  afterAll(async () => {
    await (harness as Partial<NamedHarness>).gateway?.stop();
    // Where it could not be set, that has been told already.
    for (const { upstream } of Object.values((harness as Partial<NamedHarness>).upstreams ?? {}))
      await upstream.close();
  }, TEST_TIMEOUT_MS);
  return harness;
}

function lettingIn(wire: Wire, keys: readonly string[]): Wire {
  return {
    ...wire,
    bar: (received) =>
      keys.includes(keyOf(received)) ? undefined : { status: 401, code: '401', message: 'who are you?' },
  };
}
