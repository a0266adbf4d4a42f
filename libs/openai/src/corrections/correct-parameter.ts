import type { JsonObject } from '@gateway/protocol';
import type { ChangeCode, RequestCorrection } from '@gateway/provider-kit';
import { readField, writeField } from './body-fields.js';
import { EFFORTS } from '../model-traits.js';

/** Parameters that a response can do without. Never tools, messages or formats. */
export const DROPPABLE: ReadonlySet<string> = new Set([
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

/** Those of them that the response does not depend on. */
const ACCOUNTING = /^(prompt_cache_key|safety_identifier|stream_options|reasoning\.context)/;

const OTHER_LIMIT = new Map([
  ['max_tokens', 'max_completion_tokens'],
  ['max_completion_tokens', 'max_tokens'],
]);

/**
 * The correction for a parameter that the model does not accept: the nearest effort that the refusal lists, the other
 * name of a limit, else the request without it. Undefined where the request does not have it, or needs it.
 */
export function correctParameter(
  name: string,
  sentence: string,
  sent: JsonObject,
): RequestCorrection<JsonObject> | undefined {
  if (!DROPPABLE.has(name) || readField(sent, name) === undefined) return undefined;
  const supported = /Supported values are: ([^.]+)/.exec(sentence)?.[1]?.match(/[a-z]+/g) ?? [];
  if (name.includes('effort') && nearestEffort(readField(sent, name), supported) !== undefined) {
    const apply = (next: JsonObject): JsonObject =>
      writeField(next, name, nearestEffort(readField(next, name), supported));
    return { cause: name, change: 'effort-adjusted', apply };
  }
  const other = OTHER_LIMIT.get(name);
  if (other === undefined)
    return { cause: name, change: changeOf(name), apply: (next) => writeField(next, name, undefined) };
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

/** The effort closest to the requested one; undefined where none was requested, or none is supported. */
function nearestEffort(requested: unknown, supported: readonly string[]): string | undefined {
  if (requested === undefined) return undefined;
  const at = EFFORTS.findIndex((effort) => effort === requested);
  const byDistance = [...EFFORTS.slice(at), ...EFFORTS.slice(0, Math.max(0, at)).reverse()];
  return byDistance.find((effort) => supported.includes(effort));
}
