import { askedOf, chatLanguage, wantsUsage } from '../openai/chat.wire.js';
import { ChatFakeEncoder } from '../openai/chat.fake-encoder.js';
import { invalid } from '../openai/openai-problems.js';
import { responsesLanguage } from '../openai/responses.wire.js';
import type { JsonObject, Problem, Received } from '../script.types.js';
import type { ReceivedRequest, Language, Wire } from '../wire.types.js';

export const AZURE_KEY = 'azure-test';

/** The first classic version that can end a stream with its usage. */
const USAGE_SINCE = '2024-09-01';

/** Where each wire is on the v1 surface (no version needed) and on the classic one (version in the query). */
const PATHS = {
  chat: { v1: /^\/openai\/v1\/chat\/completions$/, classic: /^\/openai\/deployments\/([^/]+)\/chat\/completions$/ },
  responses: { v1: /^\/openai\/v1\/responses(\/input_tokens)?$/, classic: /^\/openai\/responses(\/input_tokens)?$/ },
};

/**
 * Azure OpenAI: OpenAI's languages at Azure's addresses. `deployments` maps each name to its
 * model; a deployment's name alone does not reveal it.
 */
export function azure(wire: 'chat' | 'responses', deployments: Readonly<Record<string, string>>): Wire {
  const language: Language = wire === 'chat' ? chatLanguage : responsesLanguage;
  const behind = (requested: ReceivedRequest): ReceivedRequest => ({
    ...requested,
    model: deployments[requested.model] ?? '',
  });
  return {
    ...language,
    find: (received) => find(wire, received),
    bar: (received) => barKey(received) ?? barVersion(received),
    refuse(body, requested) {
      if (deployments[requested.model] === undefined) return NO_DEPLOYMENT;
      return refuseForeign(body) ?? language.refuse(body, behind(requested));
    },
    read: (body, requested) => language.read(body, requested),
    encoder: (requested, body) =>
      wire === 'chat'
        ? new ChatFakeEncoder({ model: behind(requested).model, usage: wantsUsage(body), filtered: true })
        : language.encoder(behind(requested), body),
    problem,
  };
}

/** A prompt that Azure's filter blocks. */
export const PROMPT_BLOCKED: Problem = {
  status: 400,
  code: 'content_filter',
  param: 'prompt',
  message:
    "The response was filtered due to the prompt triggering Azure OpenAI's content management policy. " +
    'Please modify your prompt and retry.',
  details: {
    code: 'ResponsibleAIPolicyViolation',
    content_filter_result: {
      hate: { filtered: true, severity: 'high' },
      violence: { filtered: false, severity: 'safe' },
    },
  },
};

const NO_DEPLOYMENT: Problem = {
  status: 404,
  code: 'DeploymentNotFound',
  message:
    'The API deployment for this resource does not exist. If you created the deployment within the last ' +
    '5 minutes, please wait a moment and try again.',
};

function find(wire: keyof typeof PATHS, { method, path, query, body }: Received): ReceivedRequest | undefined {
  if (method !== 'POST') return undefined;
  const requested = askedOf(body);
  const [, count] = PATHS.responses.v1.exec(path) ?? PATHS.responses.classic.exec(path) ?? [];
  const action = count === undefined ? 'generate' : 'count';
  if (PATHS[wire].v1.test(path)) return { action, ...requested };
  const classic = query['api-version'] === undefined ? null : PATHS[wire].classic.exec(path);
  if (!classic) return undefined;
  // On the classic surface the deployment of a chat stands in the path, and the body's word does not count.
  return { action, ...requested, ...(wire === 'chat' ? { model: classic[1]! } : {}) };
}

function barKey({ headers }: Received): Problem | undefined {
  if (headers['api-key'] === AZURE_KEY) return undefined;
  const message =
    'Access denied due to invalid subscription key or wrong API endpoint. Make sure to provide a valid ' +
    'key for an active subscription and use a correct regional API endpoint for your resource.';
  return { status: 401, code: '401', message };
}

/** What older versions of the API do not know. */
function barVersion({ query, path, body }: Received): Problem | undefined {
  if (!PATHS.chat.classic.test(path)) return undefined;
  const unknown = ['prompt_cache_key', 'safety_identifier'];
  if ((query['api-version'] ?? '') < USAGE_SINCE) unknown.push('stream_options');
  const found = unknown.find((name) => name in (body as JsonObject));
  return found === undefined ? undefined : invalid(`Unrecognized request argument supplied: ${found}`, null);
}

function refuseForeign(body: JsonObject): Problem | undefined {
  const options = body.stream_options as JsonObject | undefined;
  if (!options || !('include_obfuscation' in options)) return undefined;
  return invalid(
    "Unknown parameter: 'stream_options.include_obfuscation'.",
    'stream_options.include_obfuscation',
    'unknown_parameter',
  );
}

/** Azure's own errors have a code and a message; those of the model are OpenAI's, with an inner error added. */
function problem(problem: Problem): JsonObject {
  if (problem.code === '401' || problem.code === 'DeploymentNotFound')
    return { error: { code: problem.code, message: problem.message } };
  // Where nothing is, OpenAI names the URL and Azure does not.
  const said = problem.message.startsWith('Invalid URL') ? 'Resource not found' : problem.message;
  if (problem.status === 404) return { error: { code: '404', message: said } };
  const { error } = chatLanguage.problem(problem) as { error: JsonObject };
  return {
    error: problem.details === undefined ? error : { ...error, innererror: problem.details, status: problem.status },
  };
}
