import type { Mismatch } from '../check-shape.js';
import type { JsonObject, Problem } from '../script.types.js';

/** A 400 of OpenAI's. */
export function invalid(message: string, param: string | null, code: string | null = null): Problem {
  return { status: 400, message, param, code };
}

export function unsupportedParameter(param: string, hint = ''): Problem {
  const message = `Unsupported parameter: '${param}' is not supported with this model.${hint}`;
  return invalid(message, param, 'unsupported_parameter');
}

export function unsupportedValue(param: string, value: unknown, supported: readonly string[]): Problem {
  const message = `Unsupported value: '${param}' does not support ${show(value)} with this model.`;
  return invalid(`${message} Supported values are: ${listed(supported)}.`, param, 'unsupported_value');
}

export function tooLong(param: string, what: 'array' | 'string', max: number, found: number): Problem {
  const message =
    `Invalid '${param}': ${what} too long. Expected ${what === 'array' ? 'an array' : 'a string'} with ` +
    `maximum length ${max}, but got ${what === 'array' ? 'an array' : 'a string'} with length ${found} ` +
    `instead.`;
  return invalid(message, param, `${what}_above_max_length`);
}

export function emptyArray(param: string): Problem {
  const message =
    `Invalid '${param}': empty array. Expected an array with minimum length 1, but got an empty array ` + `instead.`;
  return invalid(message, param, 'empty_array');
}

/** A name with characters that OpenAI does not take. */
export function badPattern(param: string): Problem {
  const message = `Invalid '${param}': string does not match pattern.`;
  const pattern = `Expected a string that matches the pattern '^[a-zA-Z0-9_-]+$'.`;
  return invalid(`${message} ${pattern}`, param, 'invalid_value');
}

export function noSuchModel(model: string): Problem {
  const message = `The model \`${model}\` does not exist or you do not have access to it.`;
  return { status: 404, message, code: 'model_not_found' };
}

/** A field that is unknown, missing or wrong, in OpenAI's words. */
export function toProblem({ path, kind, expected, found }: Mismatch): Problem {
  const param = dotted(path);
  switch (kind) {
    case 'unknown':
      return invalid(`Unknown parameter: '${param}'.`, param, 'unknown_parameter');
    case 'missing':
      return invalid(`Missing required parameter: '${param}'.`, param, 'missing_required_parameter');
    case 'type':
      return invalid(
        `Invalid type for '${param}': expected ${a(String(expected))}, but got ${a(typeName(found))} instead.`,
        param,
        'invalid_type',
      );
    case 'value':
      return invalid(
        `Invalid value: ${show(found)}. Supported values are: ${listed(expected as readonly string[])}.`,
        param,
        'invalid_value',
      );
  }
}

/** Who asks without a key, or with a wrong one. */
export function barred(header: string | undefined, key: string): Problem | undefined {
  if (header === `Bearer ${key}`) return undefined;
  if (header === undefined) {
    const message =
      "You didn't provide an API key. You need to provide your API key in an Authorization header using " +
      'Bearer auth (i.e. Authorization: Bearer YOUR_KEY).';
    return { status: 401, message };
  }
  const message =
    `Incorrect API key provided: ${header.replace(/^Bearer /, '')}. ` +
    'You can find your API key at https://platform.openai.com/account/api-keys.';
  return { status: 401, message, code: 'invalid_api_key' };
}

const TYPES: Record<number, string> = {
  401: 'invalid_request_error',
  429: 'requests',
  500: 'server_error',
  503: 'server_error',
};

/** The body of an error. */
export function problemBody({ status, message, param = null, code = null }: Problem): JsonObject {
  return { error: { message, type: TYPES[status] ?? 'invalid_request_error', param, code } };
}

/** `messages[0].content[1].type` */
export function dotted(path: readonly (string | number)[]): string {
  return path.map((step, index) => (typeof step === 'number' ? `[${step}]` : index === 0 ? step : `.${step}`)).join('');
}

function listed(values: readonly string[]): string {
  const quoted = values.map((value) => `'${value}'`);
  return quoted.length < 2 ? quoted.join('') : `${quoted.slice(0, -1).join(', ')}, and ${quoted.at(-1)}`;
}

function show(value: unknown): string {
  return typeof value === 'string' ? `'${value}'` : JSON.stringify(value);
}

function typeName(value: unknown): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'array';
  return typeof value === 'number' && Number.isInteger(value) ? 'integer' : typeof value;
}

function a(type: string): string {
  return `${/^[aeio]/.test(type) ? 'an' : 'a'} ${type === 'json' ? 'object' : type}`;
}
