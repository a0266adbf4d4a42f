import type { JsonObject } from '@gateway/protocol';
import { type FunctionTool, type NormalizedRequest, rememberBySchema } from '@gateway/provider-kit';
import { cleanSchema } from '../../schema/clean-schema.js';
import { losesInOpenApi, toOpenApiSchema } from '../../schema/to-openapi-schema.js';
import type { GeminiDeclaration } from '../generate.types.js';

/** The form of schemas: JSON Schema, or the OpenAPI form of old models on Vertex. */
export type SchemaForm = 'json' | 'openapi';

/** The client's tools as function declarations. A tool without any parameter is declared without a schema. */
export function toDeclarations(
  { tools, changes }: Pick<NormalizedRequest, 'tools' | 'changes'>,
  form: SchemaForm,
): GeminiDeclaration[] {
  return tools.map(({ name, description, schema }: FunctionTool) => {
    const parameters = toGeminiSchema(schema, form, changes);
    return {
      name,
      ...(description === undefined ? {} : { description }),
      ...(hasParameters(parameters) ? inForm(parameters, form) : {}),
    };
  });
}

/** A schema cleaned for Gemini (contract §6.4). Notes on `changes` that constraints were lost. */
export function toGeminiSchema(
  schema: JsonObject,
  form: SchemaForm,
  changes: NormalizedRequest['changes'],
): JsonObject {
  return FORMS[form](schema, changes);
}

const FORMS: Readonly<Record<SchemaForm, (schema: JsonObject, changes: NormalizedRequest['changes']) => JsonObject>> = {
  json: rememberBySchema((given, changes) => {
    const { schema, lossy } = cleanSchema(given, 'kept');
    if (lossy) changes.add('schema-constraint-dropped');
    return schema;
  }),
  openapi: rememberBySchema((given, changes) => {
    const { schema, lossy } = cleanSchema(given, 'inlined');
    if (lossy || losesInOpenApi(schema)) changes.add('schema-constraint-dropped');
    return toOpenApiSchema(schema);
  }),
};

function inForm(
  parameters: JsonObject,
  form: SchemaForm,
): Pick<GeminiDeclaration, 'parameters' | 'parametersJsonSchema'> {
  if (form === 'openapi') return { parameters: { ...parameters, type: 'OBJECT' } };
  return { parametersJsonSchema: { ...parameters, type: 'object' } };
}

function hasParameters({ properties, anyOf, oneOf, additionalProperties: rest }: JsonObject): boolean {
  const open = typeof rest === 'object' && rest !== null && Object.keys(rest).length > 0;
  return properties !== undefined || anyOf !== undefined || oneOf !== undefined || open;
}
