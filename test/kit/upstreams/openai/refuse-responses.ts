import { checkShape } from '../check-shape.js';
import type { JsonObject, Problem } from '../script.types.js';
import type { ReceivedRequest } from '../wire.types.js';
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
import { refuseFunctionSchema } from './refuse-function-schema.js';
import { refuseItems, type ResponsesItem } from './refuse-items.js';
import { COUNT_BODY, RESPONSES_BODY } from './responses.shape.js';

export interface ResponsesBody {
  input: string | ResponsesItem[];
  instructions?: string;
  store?: boolean;
  include?: string[];
  tools?: { type: string; name?: string; parameters?: JsonObject | null; strict?: boolean | null }[];
  tool_choice?: string | { type: string; name?: string };
  parallel_tool_calls?: boolean;
  reasoning?: { effort?: string; summary?: string };
  max_output_tokens?: number;
  max_tool_calls?: number;
  temperature?: number;
  top_p?: number;
  text?: { format?: { type: string; name?: string; schema?: JsonObject; strict?: boolean | null } };
  prompt_cache_key?: string;
}

/** Why the Responses API would refuse this body for this model, in its words. */
export function refuseResponses(
  raw: JsonObject,
  modelName: string,
  action: ReceivedRequest['action'],
): Problem | undefined {
  const model = openAiModel(modelName);
  if (!model) return noSuchModel(modelName);
  const mismatch = checkShape(raw, action === 'count' ? COUNT_BODY : RESPONSES_BODY);
  if (mismatch) return toProblem(mismatch);
  const body = raw as unknown as ResponsesBody;
  return (
    refuseParameters(body, model) ??
    refuseTools(body, model) ??
    refuseFormat(body) ??
    (typeof body.input === 'string' ? undefined : refuseItems(body.input, body.store !== false))
  );
}

function refuseParameters(body: ResponsesBody, model: OpenAiModel): Problem | undefined {
  const { max_output_tokens: limit = 16, reasoning, prompt_cache_key: key = '' } = body;
  const reasons = model.efforts.length > 0;
  if (limit < 16)
    return invalid(
      `Invalid 'max_output_tokens': integer below minimum value. Expected a value >= 16, but got ${limit} instead.`,
      'max_output_tokens',
      'integer_below_min_value',
    );
  if (limit > model.maxOutput)
    return invalid(
      `max_output_tokens is too large: ${limit}. This model supports at most ${model.maxOutput} completion ` +
        `tokens, whereas you provided ${limit}.`,
      'max_output_tokens',
      'invalid_value',
    );
  if (reasoning && !reasons) return unsupportedParameter('reasoning.effort');
  const effort = reasoning?.effort;
  if (effort !== undefined && !model.efforts.includes(effort))
    return unsupportedValue('reasoning.effort', effort, model.efforts);
  if (body.include?.includes('reasoning.encrypted_content') && !reasons)
    return invalid('Encrypted content is not supported with this model.', 'include');
  const free = model.sampling === 'always' || (model.sampling === 'without effort' && effort === 'none');
  for (const name of ['temperature', 'top_p'] as const)
    if (!free && body[name] !== undefined) return { ...unsupportedParameter(name), code: null };
  return key.length > 64 ? tooLong('prompt_cache_key', 'string', 64, key.length) : undefined;
}

function refuseTools(body: ResponsesBody, model: OpenAiModel): Problem | undefined {
  const { tools = [], tool_choice: choice, parallel_tool_calls: parallel, reasoning } = body;
  if (body.tools?.length === 0) return emptyArray('tools');
  if (tools.length > 128) return tooLong('tools', 'array', 128, tools.length);
  if (parallel === false && !model.parallelToolCalls) return unsupportedParameter('parallel_tool_calls');
  const hosted = tools.filter((tool) => tool.type === 'web_search');
  if (hosted.length > 0 && reasoning?.effort === 'minimal')
    return invalid("The following tools cannot be used with reasoning.effort 'minimal': web_search.", 'tools');
  for (const [index, { type, name = '', parameters, strict }] of tools.entries()) {
    if (type !== 'function') continue;
    if (name.length > 64) return tooLong(`tools[${index}].name`, 'string', 64, name.length);
    if (!/^[a-zA-Z0-9_-]+$/.test(name)) return badPattern(`tools[${index}].name`);
    // Without `strict` the API makes the schema strict by itself, so only an explicit true can fail.
    const problem = refuseFunctionSchema(
      parameters,
      strict === true,
      `function '${name}'`,
      `tools[${index}].parameters`,
    );
    if (problem) return problem;
  }
  if (choice === undefined || choice === 'auto' || choice === 'none') return undefined;
  if (tools.length === 0)
    return invalid("Tool choice 'required' must be specified with 'tools' parameter.", 'tool_choice');
  if (typeof choice === 'string') return undefined;
  const found = tools.some((tool) =>
    choice.type === 'function' ? tool.name === choice.name : tool.type === choice.type,
  );
  return found ? undefined : invalid(`Tool choice '${choice.type}' not found in 'tools' parameter.`, 'tool_choice');
}

function refuseFormat({ text }: ResponsesBody): Problem | undefined {
  const format = text?.format;
  if (format?.type !== 'json_schema') return undefined;
  const name = format.name ?? '';
  if (!/^[a-zA-Z0-9_-]{1,64}$/.test(name)) return badPattern('text.format.name');
  if (!format.strict) return undefined;
  return refuseFunctionSchema(format.schema, true, `response_format '${name}'`, 'text.format.schema');
}
