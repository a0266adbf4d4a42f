import { checkShape } from '../check-shape.js';
import type { JsonObject, Problem } from '../script.types.js';
import { geminiModel, type GeminiModel } from './gemini-models.js';
import { invalid, toProblem } from './gemini-problems.js';
import { countBody, generateBody, type Surface } from './gemini.shape.js';
import { refuseContents, type GeminiContent } from './refuse-contents.js';
import { refuseJsonSchema, refuseOpenApiSchema } from './refuse-json-schema.js';

interface Declaration {
  name: string;
  parameters?: JsonObject;
  parametersJsonSchema?: JsonObject;
}

export interface GeminiBody {
  contents: GeminiContent[];
  systemInstruction?: GeminiContent;
  tools?: { functionDeclarations?: Declaration[]; googleSearch?: JsonObject; urlContext?: JsonObject }[];
  toolConfig?: {
    functionCallingConfig?: { mode?: string; allowedFunctionNames?: string[] };
    includeServerSideToolInvocations?: boolean;
  };
  generationConfig?: {
    maxOutputTokens?: number;
    stopSequences?: string[];
    responseMimeType?: string;
    responseJsonSchema?: JsonObject;
    thinkingConfig?: { thinkingBudget?: number; thinkingLevel?: string; includeThoughts?: boolean };
  };
}

/** The request itself, which AI Studio's count has one level down. */
export function requestOf(body: JsonObject): GeminiBody {
  return (body.generateContentRequest ?? body) as GeminiBody;
}

/** Why Gemini would refuse this body for this model on this surface, in Google's words. */
export function refuseGemini(
  raw: JsonObject,
  modelName: string,
  surface: Surface,
  action: 'generate' | 'count',
): Problem | undefined {
  const model = geminiModel(modelName);
  if (!model)
    return {
      status: 404,
      message:
        `models/${modelName} is not found for API version v1beta, or is not supported for generateContent. ` +
        `Call ListModels to see the list of available models and their supported methods.`,
    };
  const mismatch = checkShape(raw, action === 'count' ? countBody(surface) : generateBody(surface));
  if (mismatch) return toProblem(mismatch);
  const body = requestOf(raw);
  return (
    refuseConfig(body, model) ??
    refuseTools(body, model, surface) ??
    refuseInstruction(body) ??
    refuseContents(body.contents, model.signatures)
  );
}

function refuseConfig({ generationConfig = {}, tools = [] }: GeminiBody, model: GeminiModel): Problem | undefined {
  const {
    maxOutputTokens: limit = 1,
    stopSequences: stops = [],
    thinkingConfig,
    responseJsonSchema,
    responseMimeType,
  } = generationConfig;
  if (limit < 1 || limit > model.maxOutput)
    return invalid(
      `Unable to submit request because it has a maxOutputTokens value of ${limit} but the supported range ` +
        `is from 1 (inclusive) to ${model.maxOutput + 1} (exclusive). Update the value and try again.`,
    );
  if (stops.length > 5) return invalid('The number of stop sequences must be at most 5.');
  if (responseJsonSchema && responseMimeType !== 'application/json')
    return invalid('response_json_schema only allowed when response_mime_type is application/json');
  const functions = tools.some((tool) => tool.functionDeclarations);
  if (responseMimeType === 'application/json' && functions && !model.mixesTools)
    return invalid("Function calling with a response mime type: 'application/json' is unsupported");
  return (
    refuseThinking(thinkingConfig, model) ??
    refuseJsonSchema(responseJsonSchema, ['generationConfig', 'responseJsonSchema'])
  );
}

function refuseThinking(
  config: NonNullable<GeminiBody['generationConfig']>['thinkingConfig'],
  { thinking }: GeminiModel,
): Problem | undefined {
  if (!config) return undefined;
  const { thinkingBudget: budget, thinkingLevel: level } = config;
  if (!thinking) return invalid('Thinking is not supported for this model.');
  if (budget !== undefined && level !== undefined)
    return invalid('You can only set only one of thinking budget and thinking level.');
  if ('budget' in thinking) {
    const [least, most] = thinking.budget;
    if (level !== undefined) return invalid('Thinking level is not supported for this model.');
    if (budget === 0 && !thinking.off) return invalid('Budget 0 is invalid. This model only works in thinking mode.');
    if (budget !== undefined && budget !== -1 && (budget < least || budget > most))
      return invalid(`The thinking budget ${budget} is invalid. Please choose a value between ${least} and ${most}.`);
  } else if (level !== undefined && !thinking.levels.includes(level))
    return invalid(`Thinking level ${level} is not supported for this model. Please retry with other thinking level.`);
  return undefined;
}

function refuseTools(
  { tools = [], toolConfig = {} }: GeminiBody,
  model: GeminiModel,
  surface: Surface,
): Problem | undefined {
  const functions = tools.flatMap((tool) => tool.functionDeclarations ?? []);
  const hosted = tools.some((tool) => tool.googleSearch ?? tool.urlContext);
  if (functions.length > 0 && hosted && !model.mixesTools)
    return invalid(
      'Built-in tools ({google_search}) and Function Calling cannot be combined in the same request. Please ' +
        'choose one to use.',
    );
  if (functions.length > 0 && hosted && surface === 'studio' && !toolConfig.includeServerSideToolInvocations)
    return invalid(
      'Please enable tool_config.include_server_side_tool_invocations to use Built-in tools with Function calling.',
    );
  if (functions.length > 512)
    return invalid(`The number of function declarations is ${functions.length}, the maximum is 512.`);
  const { mode, allowedFunctionNames: allowed } = toolConfig.functionCallingConfig ?? {};
  if (mode !== undefined && functions.length === 0)
    return invalid('Function calling config is set without function_declarations.');
  if (allowed && mode !== 'ANY' && mode !== 'VALIDATED')
    return invalid('Please set allowed_function_names only when function calling mode is ANY or VALIDATED.');
  const stranger = allowed?.find((name) => !functions.some((each) => each.name === name));
  if (stranger !== undefined) return invalid(`Please ensure all allowed_function_names are declared: ${stranger}.`);
  for (const [tool, { functionDeclarations: list = [] }] of tools.entries())
    for (const [index, declaration] of list.entries()) {
      const problem = refuseDeclaration(declaration, list, ['tools', tool, 'functionDeclarations', index]);
      if (problem) return problem;
    }
  return undefined;
}

function refuseDeclaration(
  one: Declaration,
  all: readonly Declaration[],
  path: readonly (string | number)[],
): Problem | undefined {
  const place = `* GenerateContentRequest.tools[0].function_declarations[${path.at(-1)}]`;
  if (!/^[a-zA-Z_][a-zA-Z0-9_.:-]{0,63}$/.test(one.name))
    return invalid(
      `${place}.name: Invalid function name. Must start with a letter or an underscore. Must be alphameric ` +
        `(a-z, A-Z, 0-9), underscores (_), dots (.), colons (:), or dashes (-), with a maximum length of 64.\n`,
    );
  if (all.filter((other) => other.name === one.name).length > 1)
    return invalid(`Duplicate function declaration found: ${one.name}`);
  if (one.parameters && one.parametersJsonSchema)
    return invalid(`${place}: parameters and parameters_json_schema are mutually exclusive.\n`);
  if (one.parametersJsonSchema && one.parametersJsonSchema.type !== 'object')
    return invalid(`${place}.parameters_json_schema: the type should be object\n`);
  return (
    refuseJsonSchema(one.parametersJsonSchema, [...path, 'parametersJsonSchema']) ??
    refuseOpenApiSchema(one.parameters, [...path, 'parameters'])
  );
}

function refuseInstruction({ systemInstruction }: GeminiBody): Problem | undefined {
  if (!systemInstruction || (systemInstruction.parts.length > 0 && systemInstruction.parts.every((part) => part.text)))
    return undefined;
  return invalid('* GenerateContentRequest.system_instruction.parts: must have text\n');
}
