import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Vector, VectorConfig } from './vector.types.js';

type Settings = Readonly<Record<string, string>>;

const openAi =
  (api: string) =>
  (mock: string, { compatible = false }: VectorConfig): Settings => ({
    PREFERRED_PROVIDER: 'openai',
    OPENAI_API_KEY: 'sk-test',
    OPENAI_BASE_URL: `${mock}/v1`,
    OPENAI_API: api,
    OPENAI_COMPATIBLE: String(compatible),
  });

const azure =
  (api: string) =>
  (mock: string, { upstreamModel, modelFamily, apiVersion }: VectorConfig): Settings => ({
    PREFERRED_PROVIDER: 'azure',
    AZURE_OPENAI_ENDPOINT: mock,
    AZURE_OPENAI_API_KEY: 'azure-test',
    AZURE_OPENAI_API: api,
    BIG_MODEL: upstreamModel,
    SMALL_MODEL: upstreamModel,
    ...(modelFamily === undefined ? {} : { AZURE_MODEL_FAMILIES: `${upstreamModel}=${modelFamily}` }),
    ...(apiVersion === undefined ? {} : { AZURE_API_VERSION: apiVersion }),
  });

/** The settings that lead to the mock, and the provider by which `MODEL_MAP` names the wire. */
const WIRES: Readonly<Record<string, readonly [provider: string, (mock: string, config: VectorConfig) => Settings]>> = {
  'openai-chat': ['openai', openAi('chat')],
  'openai-responses': ['openai', openAi('responses')],
  'azure-chat': ['azure', azure('chat')],
  'azure-responses': ['azure', azure('responses')],
  gemini: ['gemini', (mock) => ({ PREFERRED_PROVIDER: 'google', GEMINI_API_KEY: 'g-test', GEMINI_BASE_URL: mock })],
  vertex: [
    'gemini',
    (mock) => ({
      PREFERRED_PROVIDER: 'google',
      USE_VERTEX_AUTH: 'true',
      VERTEX_PROJECT: 'p1',
      VERTEX_LOCATION: 'us-central1',
      VERTEX_BASE_URL: mock,
      GCE_METADATA_HOST: mock.replace('http://', ''),
    }),
  ],
  anthropic: [
    'anthropic',
    (mock) => ({
      PREFERRED_PROVIDER: 'anthropic',
      ANTHROPIC_API_KEY: 'sk-ant-test',
      ANTHROPIC_UPSTREAM_BASE_URL: mock,
    }),
  ],
};

/** The environment of the gateway for a vector: `claude-test` is the vector's model at the mock, and nothing is retried. */
export function toSettings({ wire, config }: Vector, mock: string): Settings {
  const known = WIRES[wire];
  if (known === undefined) throw new Error(`there is no wire ${wire}`);
  const [provider, settings] = known;
  return {
    UPSTREAM_RETRIES: '0',
    MODEL_MAP: `claude-test=${provider}/${config.upstreamModel}`,
    ...settings(mock, config),
    ...toFurtherSettings(config, mock),
  };
}

function toFurtherSettings({ env = {}, file }: VectorConfig, mock: string): Settings {
  const path = file === undefined ? '' : join(mkdtempSync(join(tmpdir(), 'vector-')), 'file');
  if (file !== undefined) writeFileSync(path, file);
  const filled = Object.entries(env).map(([name, value]) => [
    name,
    value.replaceAll('{{mock}}', mock).replaceAll('{{file}}', path),
  ]);
  return Object.fromEntries(filled) as Settings;
}
