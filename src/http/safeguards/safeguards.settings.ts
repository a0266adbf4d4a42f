import { Describe, IsText } from '@gateway/provider-kit';

/** Verdicts on tool calls for clients in auto mode. */
export class SafeguardsSettings {
  @Describe(
    'Model, as `provider/model`, that judges tool calls for clients in auto mode (`safeguards`) where the provider is ' +
      'not Anthropic; its tokens are extra. See `docs/auto-mode.md`.',
    { otherwise: 'none: the field is refused, and the client judges by itself' },
  )
  @IsText()
  SAFEGUARDS_MODEL?: string;
}
