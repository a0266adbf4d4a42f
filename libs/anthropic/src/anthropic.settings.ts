import { Describe, IsHttpUrl, IsText, Secret } from '@gateway/provider-kit';

/** Address and key of the Anthropic API. */
export class AnthropicSettings {
  @Describe(
    'Key of the Anthropic API; several are separated by commas, and each session keeps one. It configures the anthropic provider.',
  )
  @Secret()
  @IsText()
  ANTHROPIC_API_KEY?: string;

  @Describe(
    'Base URL of the Anthropic API, without /v1. Not ANTHROPIC_BASE_URL: that is the client’s variable, and would ' +
      'make the gateway call itself.',
    { named: 'BASE_URL' },
  )
  @IsHttpUrl()
  ANTHROPIC_UPSTREAM_BASE_URL: string = 'https://api.anthropic.com';
}
