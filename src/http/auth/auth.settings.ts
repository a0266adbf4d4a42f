import { Describe, IsText, Secret } from '@gateway/provider-kit';

/** The tokens that clients send. */
export class AuthSettings {
  @Describe('Token that clients must send, as `Authorization: Bearer` or `x-api-key`.', {
    otherwise: 'none, every client may send requests except web pages of other origins; see `SECURITY.md`',
  })
  @Secret()
  @IsText()
  ANTHROPIC_AUTH_TOKEN?: string;

  @Describe(
    'File of further tokens: a JSON array of `{"name", "sha256"}`, with `"models"`, a list of patterns, for a ' +
      'token that is limited to some models. It is reloaded when it changes; see `SECURITY.md`.',
  )
  @IsText()
  AUTH_TOKENS_FILE?: string;
}
