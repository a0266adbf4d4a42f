import type { Mismatch } from '../check-shape.js';
import type { JsonObject, Problem } from '../script.types.js';

const STATUS: Record<number, string> = {
  400: 'INVALID_ARGUMENT',
  401: 'UNAUTHENTICATED',
  403: 'PERMISSION_DENIED',
  404: 'NOT_FOUND',
  429: 'RESOURCE_EXHAUSTED',
  500: 'INTERNAL',
  503: 'UNAVAILABLE',
  504: 'DEADLINE_EXCEEDED',
};

const PROTO: Record<string, string> = {
  string: 'TYPE_STRING',
  number: 'TYPE_DOUBLE',
  integer: 'TYPE_INT32',
  boolean: 'TYPE_BOOL',
};

/** A 400 of Google's. */
export function invalid(message: string): Problem {
  return { status: 400, message };
}

/** A name that the API does not have; `at` is where it stands, in the names of the protocol buffers. */
export function unknownName(name: string, at: readonly (string | number)[]): Problem {
  const place = at.length === 0 ? '' : ` at '${snake(at)}'`;
  const description = `Invalid JSON payload received. Unknown name "${name}"${place}: Cannot find field.`;
  const violation = { ...(at.length === 0 ? {} : { field: snake(at) }), description };
  return {
    ...invalid(description),
    details: [{ '@type': 'type.googleapis.com/google.rpc.BadRequest', fieldViolations: [violation] }],
  };
}

/** A field that is unknown, missing or wrong, in Google's words. */
export function toProblem({ path, kind, expected, found }: Mismatch): Problem {
  if (kind === 'unknown') return unknownName(String(path.at(-1)), path.slice(0, -1));
  if (kind === 'missing')
    return invalid(`* GenerateContentRequest.${snake(path)}: ${String(path.at(-1))} is not specified\n`);
  const type = kind === 'value' ? 'TYPE_ENUM' : (PROTO[String(expected)] ?? 'TYPE_MESSAGE');
  return invalid(`Invalid value at '${snake(path)}' (${type}), ${JSON.stringify(found)}`);
}

/** The body of an error. */
export function problemBody({ status, message, details }: Problem): JsonObject {
  return {
    error: {
      code: status,
      message,
      status: STATUS[status] ?? 'UNKNOWN',
      ...(details === undefined ? {} : { details }),
    },
  };
}

/** `contents[0].parts[1].function_call`: where something stands, in the names of the protocol buffers. */
export function snake(path: readonly (string | number)[]): string {
  const steps = path.map((step) =>
    typeof step === 'number' ? `[${step}]` : `.${step.replace(/[A-Z]/g, (c) => `_${c.toLowerCase()}`)}`,
  );
  return steps.join('').replace(/^\./, '');
}
