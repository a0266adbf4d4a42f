import { isRecord } from '../../judge/is-record.js';
import { invalid } from './openai-problems.js';
import type { Problem } from '../script.types.js';

/** Keywords that hold one schema, a list, or a map of schemas. */
const MAPS = ['properties', '$defs', 'definitions'];
const LISTS = ['anyOf', 'oneOf', 'allOf', 'prefixItems'];

/** Why OpenAI would refuse the schema of a function or of a structured answer; `of` says whose it is. */
export function refuseFunctionSchema(schema: unknown, strict: boolean, of: string, param: string): Problem | undefined {
  const refuse = (problem: string): Problem =>
    invalid(`Invalid schema for ${of}: ${problem}`, param, 'invalid_function_parameters');
  if (!isRecord(schema) || schema.type !== 'object') {
    const type = isRecord(schema) && schema.type !== undefined ? JSON.stringify(schema.type) : 'None';
    return refuse(`schema must be a JSON Schema of 'type: "object"', got 'type: "${type}"'.`);
  }
  if (['oneOf', 'anyOf', 'allOf', 'enum', 'not'].some((keyword) => keyword in schema))
    return refuse("schema must have type 'object' and not have 'oneOf'/'anyOf'/'allOf'/'enum'/'not' at the top level.");
  const problem = walk(schema, strict, []);
  return problem === undefined ? undefined : refuse(problem);
}

function walk(schema: unknown, strict: boolean, path: readonly string[]): string | undefined {
  if (!isRecord(schema)) return undefined;
  const context = `In context=(${path.map((step) => `'${step}'`).join(', ')}),`;
  if (schema.type === 'array' && !('items' in schema) && !('prefixItems' in schema))
    return `${context} array schema missing items.`;
  if (schema.type === 'object' && !isRecord(schema.properties) && (strict || path.length === 0))
    return `${context} object schema missing properties.`;
  if (strict && schema.type === 'object') {
    if (schema.additionalProperties !== false)
      return `${context} 'additionalProperties' is required to be supplied and to be false.`;
    const required = Array.isArray(schema.required) ? schema.required : [];
    const forgotten = Object.keys(schema.properties as object).find((name) => !required.includes(name));
    if (forgotten !== undefined)
      return (
        `${context} 'required' is required to be supplied and to be an array including every key in properties. ` +
        `Missing '${forgotten}'.`
      );
  }
  for (const [step, inner] of inside(schema)) {
    const problem = walk(inner, strict, [...path, ...step]);
    if (problem !== undefined) return problem;
  }
  return undefined;
}

function inside(schema: Record<string, unknown>): [string[], unknown][] {
  const maps = MAPS.flatMap((key) =>
    Object.entries(isRecord(schema[key]) ? schema[key] : {}).map(([name, inner]): [string[], unknown] => [
      [key, name],
      inner,
    ]),
  );
  const lists = LISTS.flatMap((key) =>
    (Array.isArray(schema[key]) ? schema[key] : []).map((inner, index): [string[], unknown] => [
      [key, String(index)],
      inner,
    ]),
  );
  return [...maps, ...lists, [['items'], schema.items]];
}
