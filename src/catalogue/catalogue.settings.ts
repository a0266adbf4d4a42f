import { Describe, IsText } from '@gateway/provider-kit';

/** What is known of models beyond the built-in catalogue. */
export class CatalogueSettings {
  @Describe(
    'JSON file of rows for the catalogue of models, which add models or change facts of known ones: ' +
      '`[{"id": "gpt-7", "maker": "openai", "like": "gpt-6-sol"}]`. It is read again when it changes; see `docs/models.md`.',
  )
  @IsText()
  MODELS_FILE?: string;
}
