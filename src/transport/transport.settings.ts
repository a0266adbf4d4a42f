import { Describe, IsFlag, IsOneOf, IsSeconds, IsText, IsUrl, IsWhole, Secret } from '@gateway/provider-kit';

/** Requests to upstreams: repetition, timeouts, proxies, and what is refused instead of sent. */
export class TransportSettings {
  @Describe('How often a request is repeated after a temporary failure, before the response has begun.')
  @IsWhole({ max: 10 })
  UPSTREAM_RETRIES: number = 1;

  @Describe('Seconds after which a stream is started even if its provider has sent nothing yet; 0 is without limit.')
  @IsSeconds()
  COMMIT_AFTER_SECONDS: number = 10;

  @Describe('Time to connect to a provider, in seconds; 0 is without limit.')
  @IsSeconds()
  CONNECT_TIMEOUT_SECONDS: number = 10;

  @Describe("Time until the first byte of a provider's response, in seconds; 0 is without limit.")
  @IsSeconds()
  FIRST_BYTE_TIMEOUT_SECONDS: number = 300;

  @Describe("Longest silence within a provider's response, in seconds; 0 is without limit.")
  @IsSeconds()
  IDLE_TIMEOUT_SECONDS: number = 300;

  @Describe("Time for a provider's whole response, in seconds; 0 is without limit.")
  @IsSeconds()
  TOTAL_TIMEOUT_SECONDS: number = 0;

  @Describe('Proxy for providers with `https:` URLs.', { alias: 'https_proxy' })
  @Secret()
  @IsUrl({ schemes: ['http', 'https', 'socks5'], credentials: true })
  HTTPS_PROXY?: string;

  @Describe('Proxy for providers with `http:` URLs.', { alias: 'http_proxy' })
  @Secret()
  @IsUrl({ schemes: ['http', 'https', 'socks5'], credentials: true })
  HTTP_PROXY?: string;

  @Describe('Hosts that are reached without a proxy, separated by commas.', { alias: 'no_proxy' })
  @IsText()
  NO_PROXY?: string;

  @Describe('How a server tool of Anthropic that the provider does not have is handled: `error` or `drop`.')
  @IsOneOf(['error', 'drop'])
  UNSUPPORTED_SERVER_TOOLS: 'error' | 'drop' = 'error';

  @Describe(
    'Refuse a request that its provider could only serve with loss: with a 400 that names the codes of the class ' +
      '`degraded`, see `docs/fidelity.md`.',
  )
  @IsFlag()
  STRICT: boolean = false;
}
