import { Describe, IsSeconds } from '@gateway/provider-kit';

/** The phases of a shutdown. */
export class DrainSettings {
  @Describe('For so many seconds after SIGTERM new connections are still accepted, while the gateway is not ready.')
  @IsSeconds()
  SHUTDOWN_DELAY_SECONDS: number = 0;

  @Describe('For so many seconds after that running answers may go on.')
  @IsSeconds()
  SHUTDOWN_GRACE_SECONDS: number = 300;
}
