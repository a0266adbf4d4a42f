import { PRESETS, type ServerTraits, SWITCHES } from '@gateway/presets';
import { Describe, IsChoices, IsHttpUrl, IsOneOf, IsText, Secret } from '@gateway/provider-kit';

const CHOICES = Object.fromEntries(Object.entries(SWITCHES).map(([name, { values }]) => [name, values]));

/** Address and key of OpenAI or a compatible server. */
export class OpenAiSettings {
  @Describe(
    'Key of OpenAI, or of the server behind `OPENAI_BASE_URL`; several are separated by commas, and each session keeps one',
  )
  @Secret()
  @IsText()
  OPENAI_API_KEY?: string;

  @Describe('Address of an OpenAI-compatible server; alone it configures a server that needs no key', {
    otherwise: "OpenAI's",
  })
  @IsHttpUrl()
  OPENAI_BASE_URL?: string;

  @Describe(
    'The API spoken: `chat`, `responses`, or `auto`: Responses for reasoning models on OpenAI itself, else Chat',
  )
  @IsOneOf(['auto', 'chat', 'responses'])
  OPENAI_API: 'auto' | 'chat' | 'responses' = 'auto';

  @Describe(
    'Send only the core fields that compatible servers know: `true`, `false` (a company proxy before OpenAI), or ' +
      "`auto`: whenever the host is not OpenAI's",
  )
  @IsOneOf(['auto', 'true', 'false'])
  OPENAI_COMPATIBLE: 'auto' | 'true' | 'false' = 'auto';

  @Describe(
    'What stands behind `OPENAI_BASE_URL`: the name of a vendor or an engine whose address and traits are known ' +
      '(docs/providers/compatible.md), or `auto`: found by the host of the address',
  )
  @IsOneOf(['auto', ...PRESETS.map(({ name }) => name)])
  OPENAI_PRESET: string = 'auto';

  @Describe(
    'Traits of a compatible server, over those of its preset: `midSystem=user,toolIds=nine` ' +
      '(docs/providers/compatible.md)',
  )
  @IsChoices(CHOICES)
  OPENAI_TRAITS?: Partial<ServerTraits>;
}
