import { Describe, IsSeconds } from '@gateway/provider-kit';

/** The phases of a shutdown. */
export class DrainSettings {
  @Describe(
    'Seconds after SIGTERM in which new connections are still accepted, while the gateway reports that it is not ready.',
  )
  @IsSeconds()
  SHUTDOWN_DELAY_SECONDS: number = 0;

  @Describe('Seconds after that in which running responses may continue.')
  @IsSeconds()
  SHUTDOWN_GRACE_SECONDS: number = 300;
}
