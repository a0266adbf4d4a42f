import { readVersion } from '../../config/read-version.js';
import { type DescribedRoute, ROUTES } from './routes.js';
import { type Schema, SCHEMAS } from './schemas.js';

/** Any other status: 400, 401, 403, 404, 405, 413, 429, 5xx, with the error of the Messages API. */
const ERROR = { description: 'An error', content: json('Error') };

/** The OpenAPI document (version 3.1) of the gateway's HTTP surface. */
export function toOpenApi(): Schema {
  const paths: Record<string, Record<string, unknown>> = {};
  for (const route of ROUTES) paths[route.path] = { ...paths[route.path], [route.method]: toOperation(route) };
  return {
    openapi: '3.1.0',
    info: {
      title: 'messages-gateway',
      version: readVersion(),
      description: "Anthropic's Messages API in front of other providers. A token is needed only where one is set.",
    },
    paths,
    components: {
      schemas: SCHEMAS,
      securitySchemes: {
        bearer: { type: 'http', scheme: 'bearer' },
        key: { type: 'apiKey', in: 'header', name: 'x-api-key' },
      },
    },
  };
}

function toOperation({ path, summary, body, responses, isOpen }: DescribedRoute): Schema {
  const names = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
  const contents = responses.map((one) => ('schema' in one ? json(one.schema) : { [one.type]: {} }));
  return {
    summary,
    security: isOpen === true ? [] : [{ bearer: [] }, { key: [] }],
    ...(names.length > 0 && {
      parameters: names.map((name) => ({ name, in: 'path', required: true, schema: { type: 'string' } })),
    }),
    ...(body !== undefined && { requestBody: { required: true, content: json(body) } }),
    responses: {
      200: { description: 'OK', content: Object.assign({}, ...contents) as Schema },
      default: ERROR,
    },
  };
}

function json(schema: string): Schema {
  return { 'application/json': { schema: { $ref: `#/components/schemas/${schema}` } } };
}
