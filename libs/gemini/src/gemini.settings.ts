import { Describe, IsHttpUrl, IsText, Secret } from '@gateway/provider-kit';
import { GoogleSettings } from './google.settings.js';

/** The settings of the Gemini plugin. */
export class GeminiSettings extends GoogleSettings {
  @Describe('Key of Google AI Studio; several are separated by commas, and each session keeps one.')
  @Secret()
  @IsText()
  GEMINI_API_KEY?: string;

  @Describe('Base URL of the Gemini API, without the version.', { otherwise: "Google's" })
  @IsHttpUrl()
  GEMINI_BASE_URL?: string;
}
