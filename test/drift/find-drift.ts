import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { BUILT_IN_ROWS, ModelCatalogue } from '@gateway/model-catalogue';
import { compareCatalogue } from './compare-catalogue.js';
import { compareDeclarations } from './compare-declarations.js';
import type { Finding } from './finding.types.js';
import { getNpmPackage, getPythonPackage } from './get-package.js';
import type { PublishedModel } from './published-model.types.js';
import { readAiSdk } from './read-ai-sdk.js';
import { type Declarations, readDeclarations } from './read-declarations.js';
import { readGenaiPrices } from './read-genai-prices.js';
import { readLitellm } from './read-litellm.js';
import { WATCHED_PACKAGES, type WatchedPackage } from './watched-packages.js';

const MODULES = fileURLToPath(new URL('../../node_modules/', import.meta.url));
const MODEL_MAP = 'litellm/model_prices_and_context_window_backup.json';

/** Packages with tables of a maker's models. */
const AI_SDK = [
  ['@ai-sdk/openai', 'openai', 'openai'],
  ['@ai-sdk/google', 'google', 'gemini'],
  ['@ai-sdk/anthropic', 'anthropic', 'anthropic'],
] as const;

/** Where the newest declarations of the SDKs differ from the pinned ones. */
export async function findDeclarationDrift(): Promise<readonly Finding[]> {
  const findings = await Promise.all(
    WATCHED_PACKAGES.map(async (watched) => {
      const newest = readAll(await getNpmPackage(watched.name), watched);
      return compareDeclarations(watched, readAll(join(MODULES, watched.name), watched), newest);
    }),
  );
  return findings.flat();
}

/** Where the catalogue differs from what is published about models today. */
export async function findCatalogueDrift(): Promise<readonly Finding[]> {
  const day = new Date().toISOString().slice(0, 10);
  return compareCatalogue(new ModelCatalogue(BUILT_IN_ROWS), await readPublished(), day);
}

async function readPublished(): Promise<readonly PublishedModel[]> {
  const litellm = await getPythonPackage('litellm', [MODEL_MAP]);
  const prices = await getNpmPackage('@pydantic/genai-prices');
  const tables = await Promise.all(
    AI_SDK.map(async ([name, maker, host]) => {
      const folder = await getNpmPackage(name);
      return globSync(join(folder, 'src/**/*model-catalog.ts')).flatMap((path) => readAiSdk(read(path), maker, host));
    }),
  );
  return [
    ...readLitellm(JSON.parse(read(join(litellm, MODEL_MAP))) as Parameters<typeof readLitellm>[0]),
    ...readGenaiPrices(read(join(prices, 'dist/index.js'))),
    ...tables.flat(),
  ];
}

function readAll(folder: string, { files }: WatchedPackage): Declarations {
  return readDeclarations(files.map((file) => read(join(folder, file))).join('\n'));
}

function read(path: string): string {
  return readFileSync(path, 'utf8');
}
