import { Describe, IsText } from '@gateway/provider-kit';

/** Prices of tokens. */
export class CostSettings {
  @Describe(
    'JSON file of prices in US dollars per million tokens, which outrank the built-in ones: ' +
      '`{"my-deployment": {"input": 1.25, "cache_read": 0.125, "output": 10}}`, see `docs/status-page.md`.',
  )
  @IsText()
  PRICES_FILE?: string;
}
