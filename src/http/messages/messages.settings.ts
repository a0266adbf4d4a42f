import { Describe, IsFlag, IsWhole } from '@gateway/provider-kit';

/** Bodies of requests and responses. */
export class MessagesSettings {
  @Describe('Largest request body, in bytes, before and after decompression.')
  @IsWhole({ min: 1, max: 2 ** 29 })
  MAX_BODY_BYTES: number = 33_554_432;

  @Describe('Log the bodies of requests and responses, for debugging. Credentials are masked, conversations are not.')
  @IsFlag()
  LOG_BODIES: boolean = false;
}
