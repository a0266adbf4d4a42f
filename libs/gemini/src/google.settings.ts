import { Describe, IsFlag, IsOneOf } from '@gateway/provider-kit';
import type { SchemaForm } from './generate/tools/to-declarations.js';

/** The settings that both of Google's services for Gemini share. */
export class GoogleSettings {
  @Describe('Use Gemini on Vertex AI, with Application Default Credentials, instead of AI Studio.', {
    named: false,
  })
  @IsFlag()
  USE_VERTEX_AUTH = false;

  @Describe('How tool schemas are sent to Gemini: json, or openapi for old models on Vertex AI.', { named: 'SCHEMA' })
  @IsOneOf(['json', 'openapi'] satisfies SchemaForm[])
  GEMINI_SCHEMA: SchemaForm = 'json';
}
