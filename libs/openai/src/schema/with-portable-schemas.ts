import { type NormalizedRequest, rememberBySchema } from '@gateway/provider-kit';
import type { OpenAiService } from '../openai-service.types.js';
import { toPortableSchema } from './to-portable-schema.js';

const PORTABLE = {
  python: rememberBySchema((schema, changes) => toPortableSchema(schema, 'python', changes)),
  rust: rememberBySchema((schema, changes) => toPortableSchema(schema, 'rust', changes)),
};

/** The same request; the service compiles every pattern in the schemas of its tools and of its answer. */
export function withPortableSchemas(
  normalized: NormalizedRequest,
  { official }: Pick<OpenAiService, 'official'>,
): NormalizedRequest {
  const { tools, format, changes } = normalized;
  const portable = PORTABLE[official ? 'python' : 'rust'];
  return {
    ...normalized,
    tools: tools.map((tool) => ({ ...tool, schema: portable(tool.schema, changes) })),
    ...(format && { format: portable(format, changes) }),
  };
}
