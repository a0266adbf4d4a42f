import { Describe, IsText, IsWhole } from '@gateway/provider-kit';
import { IsTrustedProxies } from './trusted-proxies.js';

/** Where the gateway listens, with how many processes, and behind which proxies. */
export class ServerSettings {
  @Describe('Address to listen on. Other machines reach it at `0.0.0.0`; set `ANTHROPIC_AUTH_TOKEN` then.')
  @IsText()
  HOST: string = '127.0.0.1';

  @Describe('Port to listen on; 0 takes any free one.')
  @IsWhole({ max: 65_535 })
  PORT: number = 8082;

  @Describe(
    'How many processes serve `PORT`, to use more than one core: a number, or `auto` for one a core; see ' +
      '`docs/deployment.md`.',
  )
  @IsWhole({ min: 1, max: 256, or: 'auto' })
  WORKERS: number | 'auto' = 1;

  @Describe(
    'Proxies in front of the gateway whose `X-Forwarded-For` is trusted: addresses and networks separated by commas ' +
      '(`loopback,10.0.0.0/8`), or how many there are.',
  )
  @IsText()
  @IsTrustedProxies()
  TRUST_PROXY?: string;

  @Describe('Another file than `.env` to read variables from; empty means none. Read from the environment only.', {
    otherwise: '`.env`, where there is one',
  })
  @IsText()
  ENV_FILE?: string;
}
