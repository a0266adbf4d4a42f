import { Describe, IsText } from '@gateway/provider-kit';

/** Which provider and which model answer a model name. */
export class RoutingSettings {
  @Describe('Provider for every model name that no other rule matches.', {
    otherwise: 'the first in this document that is configured',
  })
  @IsText()
  PREFERRED_PROVIDER?: string;

  @Describe('Model for sonnet, opus and every other large Claude model; may have a `provider/` prefix.', {
    otherwise: "the preferred provider's own choice",
  })
  @IsText()
  BIG_MODEL?: string;

  @Describe('Model for haiku; may have a `provider/` prefix.', { otherwise: "the preferred provider's own choice" })
  @IsText()
  SMALL_MODEL?: string;

  @Describe(
    'Ordered list of `pattern=provider/model`, separated by commas, read before everything else; `*` stands for ' +
      'any characters: `claude-haiku-*=gemini/gemini-3.5-flash-lite,*opus*=openai/gpt-6-sol`.',
  )
  @IsText()
  MODEL_MAP?: string;

  @Describe(
    'Ordered list of `provider/model`, separated by commas, that are used where the provider of the route cannot be ' +
      'reached, fails or is at its limit; the response header `x-gateway-fallback` names the one used.',
  )
  @IsText()
  FALLBACK_MODELS?: string;

  @Describe(
    'Further provider plugins, separated by commas: packages, and files relative to the working folder: ' +
      '`@acme/provider,./my-provider.js`, see `docs/adding-a-provider.md`.',
  )
  @IsText()
  PLUGINS?: string;
}
