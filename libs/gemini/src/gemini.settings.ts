import { Describe, IsHttpUrl, IsText, Secret } from '@gateway/provider-kit';
import { GoogleSettings } from './google.settings.js';

/** What the Gemini plugin is told by its surroundings. */
export class GeminiSettings extends GoogleSettings {
  @Describe('Key of Google AI Studio; several are separated by commas, and each session keeps one.')
  @Secret()
  @IsText()
  GEMINI_API_KEY?: string;

  @Describe('Where Gemini is, without the version.', { otherwise: "Google's" })
  @IsHttpUrl()
  GEMINI_BASE_URL?: string;
}
