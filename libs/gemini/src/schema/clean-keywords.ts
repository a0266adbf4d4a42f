import type { JsonObject } from '@gateway/protocol';
import { LOST_CONSTRAINTS, TYPES } from './schema-keywords.js';

/** Keywords that are kept unchanged, with the type that their value must have. */
const KEPT = [
  ['$id', 'string'],
  ['$anchor', 'string'],
  ['title', 'string'],
  ['format', 'string'],
  ['minItems', 'number'],
  ['maxItems', 'number'],
] as const;

/** Longest default that is repeated in a description, in characters. */
const MAX_DEFAULT_LENGTH = 200;

export interface CleanKeywords {
  readonly keywords: JsonObject;
  /** A constraint was lost; at most it is in the description now. */
  readonly lossy: boolean;
}

/**
 * The keywords of one schema without the schemas inside it, in the form that Gemini documents. Constraints that Gemini
 * does not support, but a model can follow, are appended to the description: `(pattern: ^a, default: 5)`.
 */
export function cleanKeywords(schema: JsonObject): CleanKeywords {
  const keywords: JsonObject = {};
  const notes: string[] = [];
  const types = readTypes(schema);
  for (const [keyword, kind] of KEPT) {
    if (typeof schema[keyword] === kind) keywords[keyword] = schema[keyword];
  }
  cleanBounds(schema, types, keywords, notes);
  cleanValues(schema, types, keywords, notes);
  const [type] = types;
  if (type !== undefined) keywords.type = types.length === 1 ? type : types;
  noteConstraints(schema, notes);
  const description = typeof schema.description === 'string' ? schema.description : '';
  const said = [description, notes.length > 0 ? `(${notes.join(', ')})` : ''].filter(Boolean).join(' ');
  if (said !== '') keywords.description = said;
  const order = schema.propertyOrdering;
  if (Array.isArray(order)) keywords.propertyOrdering = order.filter((name) => typeof name === 'string');
  return {
    keywords,
    lossy: notes.some(isConstraint) || LOST_CONSTRAINTS.some((keyword) => schema[keyword] !== undefined),
  };
}

/** Whether a note stands for a constraint: a default is none. */
function isConstraint(note: string): boolean {
  return !note.startsWith('default: ');
}

/** The types of a schema, in lower case as required; derived from its other keywords where it names none. */
function readTypes(schema: JsonObject): string[] {
  const given = Array.isArray(schema.type) ? (schema.type as unknown[]) : [schema.type];
  const named = given.map((type) => (typeof type === 'string' ? type.toLowerCase() : ''));
  const types = [...new Set(named.filter((type) => TYPES.includes(type)))];
  if (types.length === 0) {
    if (schema.properties !== undefined) types.push('object');
    else if (schema.items !== undefined || schema.prefixItems !== undefined) types.push('array');
  }
  // OpenAPI's way to allow null.
  if (schema.nullable === true && types.length > 0 && !types.includes('null')) types.push('null');
  return types;
}

/** Exclusive bounds become inclusive bounds of the next value, which only whole numbers have. */
function cleanBounds(schema: JsonObject, types: readonly string[], keywords: JsonObject, notes: string[]): void {
  const whole = types.includes('integer');
  for (const [bound, step, pick] of [
    ['minimum', 1, Math.max],
    ['maximum', -1, Math.min],
  ] as const) {
    const exclusive = bound === 'minimum' ? schema.exclusiveMinimum : schema.exclusiveMaximum;
    const plain = typeof schema[bound] === 'number' ? schema[bound] : undefined;
    // Draft 4 wrote `exclusiveMinimum: true` beside the bound.
    const limit = exclusive === true ? plain : typeof exclusive === 'number' ? exclusive : undefined;
    if (limit !== undefined && !whole) notes.push(`exclusive ${bound}: ${limit}`);
    const next = limit !== undefined && whole ? (step > 0 ? Math.floor(limit) : Math.ceil(limit)) + step : limit;
    const limits = [plain, next].filter((value) => value !== undefined);
    if (limits.length > 0) keywords[bound] = pick(...limits);
  }
}

/** `const` and `enum`. Gemini accepts only strings and numbers. */
function cleanValues(schema: JsonObject, types: string[], keywords: JsonObject, notes: string[]): void {
  const listed = Array.isArray(schema.enum) ? (schema.enum as unknown[]) : undefined;
  const values = schema.const === undefined ? listed : [schema.const];
  if (values === undefined || values.length === 0) return;
  if (types.length === 0) types.push(...new Set(values.map(typeOf)));
  const some = values.filter((value) => value !== null);
  const text = types.includes('string') && types.every((type) => type === 'string' || type === 'null');
  const allowed = text ? some.map(asText) : some.filter((v) => typeof v === 'string' || typeof v === 'number');
  if (allowed.length === some.length && allowed.length > 0) keywords.enum = [...new Set(allowed)];
  else if (some.length === 1) notes.push(`always: ${JSON.stringify(some[0])}`);
  else if (some.some((value) => typeof value !== 'boolean')) notes.push(`one of: ${some.map(asText).join(', ')}`);
}

function noteConstraints({ pattern, minLength, maxLength, default: value }: JsonObject, notes: string[]): void {
  if (typeof pattern === 'string') notes.push(`pattern: ${pattern}`);
  if (typeof minLength === 'number') notes.push(`min length: ${minLength}`);
  if (typeof maxLength === 'number') notes.push(`max length: ${maxLength}`);
  const json = value === undefined ? '' : JSON.stringify(value);
  if (json !== '' && json.length <= MAX_DEFAULT_LENGTH) notes.push(`default: ${json}`);
}

function asText(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}

function typeOf(value: unknown): string {
  if (value === null) return 'null';
  return Array.isArray(value) ? 'array' : typeof value;
}
