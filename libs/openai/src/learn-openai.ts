import type { JsonObject } from '@gateway/protocol';
import { readOverflow, type ChangeCode, type Failure, type Lesson } from '@gateway/provider-kit';
import { EFFORTS } from './model-traits.js';
import { readOpenAiProblem } from './read-openai-problem.js';
import { readOutputLimit } from './read-output-limit.js';

/** A body of either wire. */
type Body = JsonObject;

/** Parameters that an answer can do without. Never tools, messages or formats. */
const DROPPABLE = new Set([
  'temperature',
  'top_p',
  'stop',
  'reasoning_effort',
  'reasoning.effort',
  'reasoning.summary',
  'reasoning.context',
  'parallel_tool_calls',
  'max_tokens',
  'max_completion_tokens',
  'prompt_cache_key',
  'safety_identifier',
  'stream_options',
  'stream_options.include_obfuscation',
  'verbosity',
]);

/** Those of them that the answer does not depend on. */
const ACCOUNTING = /^(prompt_cache_key|safety_identifier|stream_options|reasoning\.context)/;

const REFUSALS = new Set([
  'unsupported_parameter',
  'unsupported_value',
  'invalid_value',
  'unknown_parameter',
  undefined,
]);
const OTHER_LIMIT = new Map<string, string>(
  Object.entries({
    max_tokens: 'max_completion_tokens',
    max_completion_tokens: 'max_tokens',
  }),
);
const LIMITS = ['max_completion_tokens', 'max_tokens', 'max_output_tokens'];

/** Tokens left free, and the least an answer is worth asking for, when prompt and answer do not fit together. */
const MARGIN = 16;
const LEAST = 1024;

/**
 * What an OpenAI-like upstream teaches by refusing a request: a parameter that this model does not take, a value
 * that it wants instead, a limit that it states. Undefined where nothing harmless can be changed.
 */
export function learnOpenAi({ status, body }: Failure, sent: Body): Lesson<Body> | undefined {
  if (status !== 400 && status !== 422) return undefined;
  const { message = '', code, param } = readOpenAiProblem(body);
  if (message.includes('Function tools with reasoning_effort')) {
    return { cause: 'effort-with-tools', change: 'effort-adjusted', apply: withoutEffort };
  }
  return outputLimit(message, sent) ?? contextLimit(message, sent) ?? refusedParameter(message, code, param, sent);
}

function withoutEffort(body: Body): Body {
  return body.tools === undefined || body.reasoning_effort === 'none' ? body : { ...body, reasoning_effort: 'none' };
}

function outputLimit(message: string, sent: Body): Lesson<Body> | undefined {
  const most = readOutputLimit(message);
  const field = LIMITS.find((name) => typeof sent[name] === 'number');
  if (most === undefined || field === undefined || Number(sent[field]) <= most) return undefined;
  const apply = (next: Body): Body => (Number(next[field] ?? 0) <= most ? next : { ...next, [field]: most });
  return { cause: 'output-limit', change: 'max-tokens-clamped', apply };
}

function contextLimit(message: string, sent: Body): Lesson<Body> | undefined {
  const { M: most, P: prompt } = readOverflow(message) ?? {};
  const field = LIMITS.find((name) => typeof sent[name] === 'number');
  if (most === undefined || prompt === undefined || field === undefined) return undefined;
  const room = most - prompt - MARGIN;
  if (room < LEAST) return undefined;
  const apply = (next: Body): Body => ({ ...next, [field]: room });
  return { cause: 'context-limit', once: true, change: 'max-tokens-clamped', apply };
}

function refusedParameter(
  message: string,
  code: string | undefined,
  param: string | undefined,
  sent: Body,
): Lesson<Body> | undefined {
  const name =
    param ?? /(?:Unrecognized request argument supplied|Unsupported parameter): '?([\w.]+)/.exec(message)?.[1];
  if (name === undefined || !DROPPABLE.has(name) || !REFUSALS.has(code) || read(sent, name) === undefined)
    return undefined;
  const supported = /Supported values are: ([^.]+)/.exec(message)?.[1]?.match(/[a-z]+/g) ?? [];
  if (name.includes('effort') && nearestEffort(read(sent, name), supported) !== undefined) {
    const apply = (next: Body): Body => write(next, name, nearestEffort(read(next, name), supported));
    return { cause: name, change: 'effort-adjusted', apply };
  }
  const other = OTHER_LIMIT.get(name);
  if (other === undefined)
    return { cause: name, change: changeOf(name), apply: (next) => write(next, name, undefined) };
  return {
    cause: 'max-tokens-field',
    apply: (body) => {
      const { [name]: most, ...next } = body;
      return most === undefined ? body : { ...next, [other]: most };
    },
  };
}

function changeOf(parameter: string): ChangeCode {
  return ACCOUNTING.test(parameter) ? 'accounting-field-dropped' : 'parameter-refused-by-upstream';
}

/** The effort that comes closest to the one that was asked for; undefined where none was, or none is supported. */
function nearestEffort(asked: unknown, supported: readonly string[]): string | undefined {
  if (asked === undefined) return undefined;
  const at = EFFORTS.findIndex((effort) => effort === asked);
  const byDistance = [...EFFORTS.slice(at), ...EFFORTS.slice(0, Math.max(0, at)).reverse()];
  return byDistance.find((effort) => supported.includes(effort));
}

function read(body: Body, path: string): unknown {
  const [head = '', tail] = path.split('.', 2);
  return tail === undefined ? body[head] : (body[head] as Body | undefined)?.[tail];
}

/** A copy with the value at `a` or `a.b` replaced, undefined takes it away; the same body where that changes nothing. */
function write(body: Body, path: string, value: unknown): Body {
  if (read(body, path) === value) return body;
  const [head = '', tail] = path.split('.', 2);
  if (tail !== undefined) {
    const inner = body[head] as Body | undefined;
    return inner === undefined ? body : { ...body, [head]: write(inner, tail, value) };
  }
  const { [head]: replaced, ...rest } = body;
  return value === undefined ? rest : { ...rest, [head]: value };
}
