import { toCount } from '@gateway/protocol';
import type { Dialect, Traits } from '@gateway/provider-kit';
import { geminiTraits } from '../gemini-traits.js';
import { GENERATE_CORRECTIONS, readGenerateRefusal } from './generate-corrections.js';
import { GenerateTranslator } from './generate.translator.js';
import type { GenerateBody, GenerateChunk } from './generate.types.js';
import type { Surface } from './surface.types.js';
import { toChunks } from './to-chunks.js';
import type { SchemaForm } from './to-declarations.js';
import { toGeminiError } from './to-gemini-error.js';
import { toGenerateBody } from './to-generate-body.js';

export interface GenerateOptions {
  readonly surface: Surface;
  /** The name in errors; absent: that of the surface. */
  readonly name?: string | undefined;
  readonly schemas: SchemaForm;
}

/** Differences by surface: the name in errors, the path of models, and the form of a count (contract §18, §22). */
const SURFACES = {
  'ai-studio': { backend: 'gemini', models: '/models/' },
  vertex: { backend: 'vertex', models: '/publishers/google/models/' },
} as const;

/** Google's own tools that replace Anthropic's. */
const HOSTED = /^web_(search|fetch)_/;

/** Gemini's `generateContent`, as AI Studio and Vertex speak it. */
export function generateDialect(options: GenerateOptions): Dialect<GenerateBody, GenerateChunk> {
  const { surface } = options;
  const { models, ...called } = SURFACES[surface];
  const upstream = options.name ?? called.backend;
  const path = (model: string, method: string): string => {
    // The name comes from a client: encoded as one segment it cannot change the path.
    return `${models}${encodeURIComponent(model.replace(/^models\//, ''))}:${method}`;
  };
  const toBody: Dialect<GenerateBody, GenerateChunk>['toBody'] = (normalized) =>
    toGenerateBody(normalized, { ...options, traits: geminiTraits(normalized.model) });
  return {
    name: upstream,
    traits: (model) => toTraits(upstream, model),
    path: ({ model, stream }) => path(model, stream ? 'streamGenerateContent?alt=sse' : 'generateContent'),
    toBody,
    translator: (writer, requested) =>
      new GenerateTranslator({
        writer,
        upstream,
        model: requested.model,
        toError: (body) => toGeminiError({ status: 500, headers: new Headers(), body }, requested, upstream),
      }),
    asChunks: toChunks,
    toError: (failure, requested) => toGeminiError(failure, requested, upstream),
    corrections: { readRefusal: readGenerateRefusal, rules: GENERATE_CORRECTIONS },
    toCount: (normalized) => {
      const { contents, systemInstruction, tools } = toBody(normalized);
      const said = { contents, ...(systemInstruction && { systemInstruction }), ...(tools && { tools }) };
      const whole = {
        generateContentRequest: { model: `models/${normalized.model.replace(/^models\//, '')}`, ...said },
      };
      return { path: path(normalized.model, 'countTokens'), body: surface === 'ai-studio' ? whole : said };
    },
    readCount: (reply) => {
      const { totalTokens } = (reply ?? {}) as { totalTokens?: unknown };
      return toCount(totalTokens);
    },
  };
}

/** Sources: Google's reference of `FunctionDeclaration` for names and their number; contract §6.3 for the length. */
function toTraits(upstream: string, model: string): Traits {
  const { maxOutput, contextWindow } = geminiTraits(model);
  return {
    upstream,
    state: 'gm',
    toolName: { max: 64, keep: 55, foreign: /[^\w.:-]/g, badStart: /^[^A-Za-z_]/ },
    toolId: { max: Infinity, keep: Infinity },
    maxTools: 512,
    stops: 5,
    singleCallParameter: false,
    maxOutput,
    contextWindow,
    documentUrls: true,
    hosted: (type) => (HOSTED.test(type) ? 'native' : 'refused'),
  };
}
