import { Describe, IsFlag, IsWhole } from '@gateway/provider-kit';

/** Bodies of requests and responses. */
export class MessagesSettings {
  @Describe('Largest request body, in bytes, before and after decompression.')
  @IsWhole({ min: 1, max: 2 ** 29 })
  MAX_BODY_BYTES: number = 33_554_432;

  @Describe(
    'Scale the tokens of the prompt in usage and counts to the window that the client assumes for the model name, so ' +
      'that it compacts in time; see `docs/pools.md`. Log, metrics and cost have the true figures.',
  )
  @IsFlag()
  SCALE_CONTEXT: boolean = false;

  @Describe('Log the bodies of requests and responses, for debugging. Credentials are masked, conversations are not.')
  @IsFlag()
  LOG_BODIES: boolean = false;
}
