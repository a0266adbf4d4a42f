import { Describe, IsText, Secret } from '@gateway/provider-kit';

/** The tokens that clients send. */
export class AuthSettings {
  @Describe('Token that clients must send, as `Authorization: Bearer` or `x-api-key`.', {
    otherwise: 'none, everything may ask but web pages of other origins; see `SECURITY.md`',
  })
  @Secret()
  @IsText()
  ANTHROPIC_AUTH_TOKEN?: string;

  @Describe(
    'File of further tokens: a JSON array of `{"name", "sha256"}`, with `"models"`, a list of patterns, where its ' +
      'bearer may not ask for all. It is read anew when it changes; see `SECURITY.md`.',
  )
  @IsText()
  AUTH_TOKENS_FILE?: string;
}
