import type { NormalizedRequest } from '@gateway/provider-kit';
import type { OpenAiService } from '../openai-service.types.js';
import { toPortableSchema } from './to-portable-schema.js';

/** The same request; the service compiles every pattern in the schemas of its tools and of its answer. */
export function withPortableSchemas(
  normalized: NormalizedRequest,
  { official }: Pick<OpenAiService, 'official'>,
): NormalizedRequest {
  const { tools, format, changes } = normalized;
  const engine = official ? 'python' : 'rust';
  return {
    ...normalized,
    tools: tools.map((tool) => ({ ...tool, schema: toPortableSchema(tool.schema, engine, changes) })),
    ...(format && { format: toPortableSchema(format, engine, changes) }),
  };
}
