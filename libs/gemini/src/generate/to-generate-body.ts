import { hasMediaInResults, type NormalizedRequest } from '@gateway/provider-kit';
import type { GeminiTraits } from '../gemini-traits.js';
import type { GenerateBody, GeminiGenerationConfig } from './generate.types.js';
import type { Surface } from './surface.types.js';
import { toContents } from './to-contents.js';
import { toGeminiSchema, type SchemaForm } from './tools/to-declarations.js';
import { toThinkingConfig } from './to-thinking-config.js';
import { toTools } from './tools/to-tools.js';

export interface BodyForm {
  readonly surface: Surface;
  readonly schemas: SchemaForm;
  readonly traits: GeminiTraits;
}

/** A normalized request as the body of `:generateContent`. Fails with a 400 where the model lacks an ability. */
export function toGenerateBody(normalized: NormalizedRequest, form: BodyForm): GenerateBody {
  const { surface, traits } = form;
  const { system, turns, tools, format, changes, request } = normalized;
  // Older models refuse a structured output while functions are offered: the schema is written into the system prompt.
  const result = format !== undefined && tools.length > 0 && !traits.formatWithTools;
  const said = result ? [...system, `Answer with JSON that fits this schema:\n${JSON.stringify(format)}`] : system;
  if (result) changes.add('format-told-in-words');
  if (losesFields(request, surface)) changes.add('accounting-field-dropped');
  if (turns.some(({ role }) => role === 'system')) changes.add('system-message-wrapped');
  if (!traits.mediaInResults && hasMediaInResults(normalized)) changes.add('tool-result-media-moved');
  const contents = toContents(turns, {
    ids: surface === 'ai-studio',
    mediaInside: traits.mediaInResults,
    validatesSignatures: traits.validatesSignatures,
  });
  return {
    contents,
    ...(said.length > 0 ? { systemInstruction: { parts: said.map((text) => ({ text })) } } : {}),
    ...toTools(normalized, form),
    generationConfig: { ...toConfig(normalized, traits), ...(result ? {} : toFormat(normalized, form.schemas)) },
    ...(surface === 'ai-studio' && request.service_tier === 'standard_only' ? { serviceTier: 'standard' } : {}),
  };
}

function toConfig(normalized: NormalizedRequest, traits: GeminiTraits): GeminiGenerationConfig {
  const { maxTokens, stops } = normalized;
  const thinkingConfig = toThinkingConfig(normalized, traits.thinking);
  return {
    maxOutputTokens: maxTokens,
    ...toSampling(normalized, traits),
    ...(stops.length > 0 ? { stopSequences: [...stops] } : {}),
    ...(thinkingConfig === undefined ? {} : { thinkingConfig }),
  };
}

/** Contract §8.1. */
function toSampling(
  { temperature, topP, topK, changes }: NormalizedRequest,
  traits: GeminiTraits,
): GeminiGenerationConfig {
  const sampling = {
    ...(temperature === undefined ? {} : { temperature }),
    ...(topP === undefined ? {} : { topP }),
    ...(topK === undefined ? {} : { topK }),
  };
  if (traits.sampling) return sampling;
  if (Object.keys(sampling).length > 0) changes.add('sampling-dropped');
  return {};
}

function toFormat({ format, changes }: NormalizedRequest, schemas: SchemaForm): GeminiGenerationConfig {
  if (format === undefined) return {};
  const schema = toGeminiSchema(format, schemas, changes);
  const field = schemas === 'json' ? 'responseJsonSchema' : 'responseSchema';
  return { responseMimeType: 'application/json', [field]: schema };
}

/** Fields that Gemini has no equivalent for. */
function losesFields({ service_tier: tier, metadata }: NormalizedRequest['request'], surface: Surface): boolean {
  return Boolean(metadata?.user_id) || (tier === 'standard_only' && surface === 'vertex');
}
