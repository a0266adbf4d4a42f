import { Describe, IsHttpUrl, IsText } from '@gateway/provider-kit';
import { GoogleSettings } from '@gateway/gemini';

/** The settings of the Vertex plugins. */
export class VertexSettings extends GoogleSettings {
  @Describe('Google Cloud project of Vertex AI.', {
    otherwise: 'the project of the credentials',
    named: 'PROJECT',
  })
  @IsText()
  VERTEX_PROJECT?: string;

  @Describe('Location of Vertex AI: a region such as us-central1, us, eu or global.', { named: 'LOCATION' })
  @IsText()
  VERTEX_LOCATION = 'global';

  @Describe('Base URL of Vertex AI, without the version.', { otherwise: "Google's, by location", named: 'BASE_URL' })
  @IsHttpUrl()
  VERTEX_BASE_URL?: string;

  @Describe('File of Application Default Credentials.', {
    otherwise: "found by Google's library",
    named: false,
  })
  @IsText()
  GOOGLE_APPLICATION_CREDENTIALS?: string;
}
