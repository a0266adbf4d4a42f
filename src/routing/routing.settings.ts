import { Describe, IsText } from '@gateway/provider-kit';

/** Which provider and which model answer a model name. */
export class RoutingSettings {
  @Describe('Provider that answers wherever the model name does not say who.', {
    otherwise: 'the first in this document that is configured',
  })
  @IsText()
  PREFERRED_PROVIDER?: string;

  @Describe('Model for sonnet, opus and every other large Claude model; may carry a `provider/` prefix.', {
    otherwise: "the preferred provider's own choice",
  })
  @IsText()
  BIG_MODEL?: string;

  @Describe('Model for haiku; may carry a `provider/` prefix.', { otherwise: "the preferred provider's own choice" })
  @IsText()
  SMALL_MODEL?: string;

  @Describe(
    'Ordered list of `pattern=provider/model`, separated by commas, read before everything else; `*` stands for ' +
      'any characters: `claude-haiku-*=gemini/gemini-2.5-flash,*opus*=openai/gpt-5.4`.',
  )
  @IsText()
  MODEL_MAP?: string;

  @Describe(
    'Ordered list of `provider/model`, separated by commas, that are asked where the one that is meant cannot be ' +
      'reached, fails or is at its limit; the answer tells it in `x-gateway-fallback`.',
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
