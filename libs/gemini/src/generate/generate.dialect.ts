import { toCount } from '@gateway/protocol';
import type { Dialect, Traits } from '@gateway/provider-kit';
import type { ModelLookup } from '@gateway/model-catalogue';
import { geminiTraits, toModelId, type GeminiTraits } from '../gemini-traits.js';
import { ServedModels } from '../served-models.js';
import { generateCorrections, readGenerateRefusal } from './corrections/generate-corrections.js';
import { GenerateTranslator } from './generate.translator.js';
import type { GenerateBody, GenerateChunk } from './generate.types.js';
import type { Surface } from './surface.types.js';
import { toChunks } from './to-chunks.js';
import type { SchemaForm } from './tools/to-declarations.js';
import { toGeminiError } from './to-gemini-error.js';
import { toGenerateBody } from './to-generate-body.js';

export interface GenerateOptions {
  readonly models: ModelLookup;
  readonly surface: Surface;
  /** The name in errors; absent: that of the surface. */
  readonly name?: string | undefined;
  readonly schemas: SchemaForm;
}

/** Differences by surface: the name in errors, the path of models, and the form of a count (contract §18, §22). */
const SURFACES = {
  'ai-studio': { service: 'gemini', folder: '/models/' },
  vertex: { service: 'vertex', folder: '/publishers/google/models/' },
} as const;

/** Google's own tools that replace Anthropic's. */
const HOSTED = /^web_(search|fetch)_/;

/** Gemini's `generateContent`, as AI Studio and Vertex speak it. */
export function generateDialect(options: GenerateOptions): Dialect<GenerateBody, GenerateChunk> {
  const { surface, models } = options;
  const served = new ServedModels(models);
  const known = (model: string): GeminiTraits => geminiTraits(models, served.of(model));
  const { folder, service } = SURFACES[surface];
  const upstream = options.name ?? service;
  const path = (model: string, method: string): string => {
    // The name comes from a client: encoded as one segment it cannot change the path.
    return `${folder}${encodeURIComponent(toModelId(model))}:${method}`;
  };
  const toBody: Dialect<GenerateBody, GenerateChunk>['toBody'] = (normalized) =>
    toGenerateBody(normalized, { ...options, traits: known(normalized.model) });
  return {
    name: upstream,
    traits: (model) => toTraits(upstream, known(model)),
    path: (call) => path(call.model, isStreamed(call, known) ? 'streamGenerateContent?alt=sse' : 'generateContent'),
    toBody,
    toPrompt: ({ tools, systemInstruction, contents }) => ({ tools, system: systemInstruction, messages: contents }),
    translator: (writer, requested) =>
      new GenerateTranslator({
        writer,
        upstream,
        model: requested.model,
        maxTokens: requested.maxTokens,
        toError: (body) =>
          toGeminiError({ status: 500, headers: new Headers(), body }, requested, upstream, known(requested.model)),
        onModel: (version) => served.note(requested.model, version),
      }),
    asChunks: toChunks,
    toNextBody: (body, continuationToken) =>
      `${body.slice(0, -1)},"continuationToken":${JSON.stringify(continuationToken)}}`,
    toError: (failure, requested) => toGeminiError(failure, requested, upstream, known(requested.model)),
    corrections: {
      readRefusal: readGenerateRefusal,
      rules: generateCorrections((model) => known(model).validatesSignatures),
    },
    toCount: (normalized) => {
      const { contents, systemInstruction, tools } = toBody(normalized);
      const said = { contents, ...(systemInstruction && { systemInstruction }), ...(tools && { tools }) };
      const whole = {
        generateContentRequest: { model: `models/${toModelId(normalized.model)}`, ...said },
      };
      return { path: path(normalized.model, 'countTokens'), body: surface === 'ai-studio' ? whole : said };
    },
    readCount: (reply) => {
      const { totalTokens } = (reply ?? {}) as { totalTokens?: unknown };
      return toCount(totalTokens);
    },
  };
}

/** Tokens of a part of a whole answer; a streamed part has twice as many (contract §11.1). */
const WHOLE_PART = 32_768;

/** A long answer of a model that continues answers is streamed to the gateway, also where the client wants it whole. */
function isStreamed(
  { model, stream, maxTokens = 0 }: Parameters<Dialect<unknown, unknown>['path']>[0],
  known: (model: string) => GeminiTraits,
): boolean {
  return stream || (maxTokens > WHOLE_PART && known(model).continuation);
}

/** Sources: Google's reference of `FunctionDeclaration` for names and their number; contract §6.3 for the length. */
function toTraits(upstream: string, { maxOutput, contextWindow, continuation }: GeminiTraits): Traits {
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
    continues: continuation,
    documentUrls: true,
    hosted: (type) => (HOSTED.test(type) ? 'native' : 'refused'),
  };
}
