import { CHAT_BODY } from './chat.shape.js';
import { checkShape } from '../check-shape.js';
import { openAiModel, type OpenAiModel } from './openai-models.js';
import {
  badPattern,
  emptyArray,
  invalid,
  noSuchModel,
  toProblem,
  tooLong,
  unsupportedParameter,
  unsupportedValue,
} from './openai-problems.js';
import { refuseChatMessages, type ChatMessage } from './refuse-chat-messages.js';
import { refuseFunctionSchema } from './refuse-function-schema.js';
import type { JsonObject, Problem } from '../script.types.js';

const NAME = /^[a-zA-Z0-9_-]+$/;

export interface ChatBody {
  messages: ChatMessage[];
  stream?: boolean;
  tools?: { function: { name: string; parameters?: JsonObject; strict?: boolean | null } }[];
  tool_choice?: string | { function: { name: string } };
  parallel_tool_calls?: boolean;
  max_tokens?: number;
  max_completion_tokens?: number;
  temperature?: number;
  top_p?: number;
  stop?: string | string[];
  reasoning_effort?: string;
  stream_options?: JsonObject;
  response_format?: { type: string; json_schema?: { name: string; schema?: JsonObject; strict?: boolean | null } };
  prompt_cache_key?: string;
}

/** Why Chat Completions would refuse this body for this model, in the words of its API. */
export function refuseChat(raw: JsonObject, modelName: string): Problem | undefined {
  const model = openAiModel(modelName);
  if (!model) return noSuchModel(modelName);
  const mismatch = checkShape(raw, CHAT_BODY);
  if (mismatch?.kind === 'unknown' && mismatch.path.length === 1)
    return invalid(`Unrecognized request argument supplied: ${String(mismatch.path[0])}`, null);
  if (mismatch) return toProblem(mismatch);
  const body = raw as unknown as ChatBody;
  return (
    refuseParameters(body, model) ??
    refuseTools(body, model, modelName) ??
    refuseFormat(body) ??
    refuseChatMessages(body.messages)
  );
}

function refuseParameters(body: ChatBody, model: OpenAiModel): Problem | undefined {
  const { max_tokens: oldLimit, max_completion_tokens: limit, reasoning_effort: effort, stop } = body;
  const reasons = model.efforts.length > 0;
  if (oldLimit !== undefined && reasons)
    return unsupportedParameter('max_tokens', " Use 'max_completion_tokens' instead.");
  const requested = limit ?? oldLimit ?? 1;
  const field = limit === undefined ? 'max_tokens' : 'max_completion_tokens';
  if (requested < 1)
    return invalid(
      `Invalid '${field}': integer below minimum value. Expected a value >= 1, but got ${requested} instead.`,
      field,
      'integer_below_min_value',
    );
  if (requested > model.maxOutput)
    return invalid(
      `max_tokens is too large: ${requested}. This model supports at most ${model.maxOutput} completion tokens, ` +
        `whereas you provided ${requested}.`,
      field,
      'invalid_value',
    );
  if (effort !== undefined && !reasons)
    return invalid('Unrecognized request argument supplied: reasoning_effort', null);
  if (effort !== undefined && !model.efforts.includes(effort))
    return unsupportedValue('reasoning_effort', effort, model.efforts);
  const free = model.sampling === 'always' || (model.sampling === 'without effort' && effort === 'none');
  for (const name of ['temperature', 'top_p'] as const)
    if (!free && body[name] !== undefined && body[name] !== 1)
      return invalid(
        `Unsupported value: '${name}' does not support ${body[name]} with this model. Only the default (1) ` +
          `value is supported.`,
        name,
        'unsupported_value',
      );
  if (stop !== undefined && !model.stop) return unsupportedParameter('stop');
  if (Array.isArray(stop) && stop.length > 4) return tooLong('stop', 'array', 4, stop.length);
  if (body.stream_options !== undefined && body.stream !== true)
    return invalid("The 'stream_options' parameter is only allowed when 'stream' is enabled.", 'stream_options');
  if ((body.prompt_cache_key?.length ?? 0) > 64)
    return tooLong('prompt_cache_key', 'string', 64, body.prompt_cache_key!.length);
  return undefined;
}

function refuseTools(body: ChatBody, model: OpenAiModel, modelName: string): Problem | undefined {
  const { tools, tool_choice: choice, parallel_tool_calls: parallel, reasoning_effort: effort } = body;
  const withoutTools = ['tool_choice', 'parallel_tool_calls'] as const;
  if (!tools) {
    const field = withoutTools.find((name) => body[name] !== undefined);
    return (
      field && invalid(`Invalid value for '${field}': '${field}' is only allowed when 'tools' are specified.`, field)
    );
  }
  if (tools.length === 0) return emptyArray('tools');
  if (tools.length > 128) return tooLong('tools', 'array', 128, tools.length);
  if (parallel !== undefined && !model.parallelToolCalls) return unsupportedParameter('parallel_tool_calls');
  const refused = { any: false, 'none or nothing': effort !== undefined && effort !== 'none', none: effort !== 'none' };
  if (refused[model.effortWithTools])
    return invalid(
      `Function tools with reasoning_effort are not supported for ${modelName} in /v1/chat/completions. ` +
        `Please use /v1/responses instead.`,
      'reasoning_effort',
    );
  for (const [index, { function: tool }] of tools.entries()) {
    const param = `tools[${index}].function`;
    if (tool.name.length > 64) return tooLong(`${param}.name`, 'string', 64, tool.name.length);
    if (!NAME.test(tool.name)) return badPattern(`${param}.name`);
    const problem =
      tool.parameters &&
      refuseFunctionSchema(tool.parameters, tool.strict === true, `function '${tool.name}'`, `${param}.parameters`);
    if (problem) return problem;
  }
  const forced = typeof choice === 'object' ? choice.function.name : undefined;
  if (forced !== undefined && !tools.some((tool) => tool.function.name === forced))
    return invalid(
      `Invalid value for 'tool_choice': no function named '${forced}' was specified in the 'tools' parameter.`,
      'tool_choice',
    );
  return undefined;
}

function refuseFormat({ response_format: format }: ChatBody): Problem | undefined {
  if (!format?.json_schema) return undefined;
  const { name, schema, strict } = format.json_schema;
  if (name.length > 64 || !NAME.test(name)) return badPattern('response_format.json_schema.name');
  return strict ? refuseFunctionSchema(schema, true, `response_format '${name}'`, 'response_format') : undefined;
}
