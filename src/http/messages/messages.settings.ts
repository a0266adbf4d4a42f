import { Describe, IsFlag, IsWhole } from '@gateway/provider-kit';

/** Bodies of requests and responses. */
export class MessagesSettings {
  @Describe('Largest request body, in bytes, also after it was decompressed.')
  @IsWhole({ min: 1, max: 2 ** 29 })
  MAX_BODY_BYTES: number = 33_554_432;

  @Describe('Log what clients and providers say, for debugging. Credentials are masked, conversations are not.')
  @IsFlag()
  LOG_BODIES: boolean = false;
}
