import type { Effort, Model, ModelApi } from '@gateway/model-catalogue';
import { type ServerTraits, UNKNOWN_SERVER } from '@gateway/presets';
import type { OpenAiService } from './openai-service.types.js';

/** Values of `reasoning_effort`, from least to most (openai `ReasoningEffort`). */
export const EFFORTS = [
  'none',
  'minimal',
  'low',
  'medium',
  'high',
  'xhigh',
  'max',
] as const satisfies readonly Effort[];
export type OpenAiEffort = (typeof EFFORTS)[number];

/** The traits of a family of models. */
export interface OpenAiTraits {
  readonly reasoning: boolean;
  /** The role of system messages. */
  readonly systemRole: 'system' | 'developer';
  /** When `temperature` and `top_p` are accepted. */
  readonly sampling: 'always' | 'never' | 'with-effort-none' | 'without-effort';
  /** Efforts that it accepts; none: the field must not be sent. */
  readonly efforts: readonly OpenAiEffort[];
  /** The effort closest to no thinking; absent: the field is left out. */
  readonly off?: OpenAiEffort;
  /** What function tools do to the effort on Chat Completions; `refused`: no effort lets them through. */
  readonly effortWithTools: 'free' | 'omitted' | 'none' | 'refused';
  /** Chat Completions serves the model. */
  readonly chat: boolean;
  readonly stop: boolean;
  /** `parallel_tool_calls` is accepted. */
  readonly parallelToolCalls: boolean;
  readonly maxTokensField: 'max_tokens' | 'max_completion_tokens';
  /** Tokens of a response, at most. */
  readonly maxOutput?: number;
  /** Tokens of prompt and answer together. */
  readonly contextWindow?: number;
  /** Tokens of the prompt alone, where those of the answer are counted apart. */
  readonly inputWindow?: number;
  /** Reasons better over Responses, or only there together with tools. */
  readonly prefersResponses: boolean;
  /** `reasoning.context` is known: old reasoning is rendered and billed unless the request limits it. */
  readonly reasoningContext: boolean;
}

/** An id that no row fits, on OpenAI's own service or Azure: careful with parameters, effort only if asked for. */
const UNKNOWN: OpenAiTraits = {
  reasoning: false,
  systemRole: 'system',
  sampling: 'without-effort',
  efforts: ['low', 'medium', 'high'],
  effortWithTools: 'none',
  chat: true,
  stop: true,
  parallelToolCalls: true,
  maxTokensField: 'max_completion_tokens',
  prefersResponses: false,
  reasoningContext: false,
};

/** Any model of a server that merely speaks OpenAI's wire: the oldest, most widely known parameters. */
const COMPATIBLE: OpenAiTraits = {
  ...UNKNOWN,
  sampling: 'always',
  efforts: [],
  effortWithTools: 'free',
  parallelToolCalls: false,
  maxTokensField: 'max_tokens',
};

const TOOLS_ON_CHAT = { free: 'free', 'effort-none': 'none', 'effort-omitted': 'omitted', refused: 'refused' } as const;

/** The maker whose rows describe the models of OpenAI's own service and of Azure. */
const MAKER = 'openai';

/** Any model of a server that merely speaks OpenAI's wire: what the switches of the server are about parameters. */
function compatibleTraits(server: ServerTraits): OpenAiTraits {
  return {
    ...COMPATIBLE,
    maxTokensField: server.maxTokensField,
    parallelToolCalls: server.parallelToolCalls === 'true',
    sampling: server.sampling === 'true' ? 'always' : 'never',
    stop: server.stop === 'true',
  };
}

/** What is known of a model by the service's name for it, on one API. */
export function openAiTraits(service: OpenAiService, name: string, api: 'chat' | 'responses'): OpenAiTraits {
  const fallback = service.official ? UNKNOWN : compatibleTraits(service.server ?? UNKNOWN_SERVER);
  const model = findModel(service, name, api);
  return model === undefined ? fallback : toTraits(model, api, fallback);
}

/** A model's name without prefix and date: what the models of one kind share. */
export function toFamily(model: string): string {
  return model.replace(/^.*\//, '').replace(/-\d{4}-\d{2}-\d{2}$/, '');
}

/** OpenAI's rows describe its own service alone; on another server those of other makers count that speak this API. */
function findModel(service: OpenAiService, name: string, api: ModelApi): Model | undefined {
  const { official, models } = service;
  const id = service.modelOf(name);
  if (official) return models.find(id.replace(/^.*\//, ''), MAKER)?.model;
  const { model, by } = models.find(id) ?? {};
  const speaks = model?.maker !== MAKER && (model?.apis ?? [api]).includes(api);
  return speaks && by !== 'family' ? model : undefined;
}

function toTraits(model: Model, api: 'chat' | 'responses', fallback: OpenAiTraits): OpenAiTraits {
  const { efforts: { [api]: efforts = fallback.efforts, off } = {}, window = {}, answer, apis } = model;
  const reasoning = model.reasoning ?? fallback.reasoning;
  const sampling = model.sampling === 'ignored' ? 'never' : model.sampling;
  const chat = apis?.includes('chat') ?? true;
  return {
    reasoning,
    systemRole: reasoning ? 'developer' : 'system',
    sampling: sampling ?? fallback.sampling,
    efforts,
    ...(off === undefined || off === 'omitted' ? {} : { off }),
    effortWithTools: model.tools_on_chat === undefined ? unknownWithTools(efforts) : TOOLS_ON_CHAT[model.tools_on_chat],
    chat,
    stop: model.stop ?? !reasoning,
    parallelToolCalls: model.parallel_calls ?? fallback.parallelToolCalls,
    maxTokensField: model.max_tokens_field ?? fallback.maxTokensField,
    ...(answer && { maxOutput: answer.max }),
    ...(window.total !== undefined && { contextWindow: window.total }),
    ...(window.input !== undefined && { inputWindow: window.input }),
    prefersResponses: apis?.[0] === 'responses',
    reasoningContext: model.reasoning_context ?? false,
  };
}

/** Function tools beside an effort other than `none` are what Chat refuses, so `none` or no effort is tried. */
function unknownWithTools(efforts: readonly Effort[]): OpenAiTraits['effortWithTools'] {
  if (efforts.length === 0) return 'free';
  return efforts.includes('none') ? 'none' : 'omitted';
}
