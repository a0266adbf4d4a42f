import { Describe, IsFlag, IsHttpUrl, IsOneOf, IsSeconds, IsText, IsUrl, IsWhole, Secret } from '@gateway/provider-kit';

/** Python's names, which the original proxy used, beside pino's. */
export const LOG_LEVELS = {
  DEBUG: 'debug',
  INFO: 'info',
  WARNING: 'warn',
  ERROR: 'error',
  CRITICAL: 'fatal',
  trace: 'trace',
  warn: 'warn',
  fatal: 'fatal',
  silent: 'silent',
} as const;

/** The settings of the gateway itself; those of a provider are in its plugin. */
export class GatewaySettings {
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

  @Describe('Token that clients must send, as `Authorization: Bearer` or `x-api-key`.', {
    otherwise: 'none, every client may send requests except web pages of other origins; see `SECURITY.md`',
  })
  @Secret()
  @IsText()
  ANTHROPIC_AUTH_TOKEN?: string;

  @Describe(
    'File of further tokens: a JSON array of `{"name", "sha256"}`, with `"models"`, a list of patterns, for a ' +
      'token that is limited to some models. It is reloaded when it changes; see `SECURITY.md`.',
  )
  @IsText()
  AUTH_TOKENS_FILE?: string;

  @Describe('Provider for every model name that no other rule matches.', {
    otherwise: 'the first in this document that is configured',
  })
  @IsText()
  PREFERRED_PROVIDER?: string;

  @Describe('Model for sonnet, opus and every other large Claude model; may have a `provider/` prefix.', {
    otherwise: "the preferred provider's own choice",
  })
  @IsText()
  BIG_MODEL?: string;

  @Describe('Model for haiku; may have a `provider/` prefix.', { otherwise: "the preferred provider's own choice" })
  @IsText()
  SMALL_MODEL?: string;

  @Describe(
    'Ordered list of `pattern=provider/model`, separated by commas, read before everything else; `*` stands for ' +
      'any characters: `claude-haiku-*=gemini/gemini-2.5-flash,*opus*=openai/gpt-5.4`.',
  )
  @IsText()
  MODEL_MAP?: string;

  @Describe(
    'Ordered list of `provider/model`, separated by commas, that are used where the provider of the route cannot be ' +
      'reached, fails or is at its limit; the response header `x-gateway-fallback` names the one used.',
  )
  @IsText()
  FALLBACK_MODELS?: string;

  @Describe(
    'Further provider plugins, separated by commas: packages, and files relative to the working folder: ' +
      '`@acme/provider,./my-provider.js`, see `docs/adding-a-provider.md`.',
  )
  @IsText()
  PLUGINS?: string;

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
  IDLE_TIMEOUT_SECONDS: number = 120;

  @Describe("Time for a provider's whole response, in seconds; 0 is without limit.")
  @IsSeconds()
  TOTAL_TIMEOUT_SECONDS: number = 0;

  @Describe('Largest request body, in bytes, before and after decompression.')
  @IsWhole({ min: 1, max: 2 ** 29 })
  MAX_BODY_BYTES: number = 33_554_432;

  @Describe('How many requests run at a time; 0 is without limit.')
  @IsWhole()
  MAX_CONCURRENT_REQUESTS: number = 1000;

  @Describe('The same for each token, or for each address where there is none; 0 is without limit.')
  @IsWhole()
  MAX_CONCURRENT_REQUESTS_PER_TOKEN: number = 0;

  @Describe('How many requests may wait for a place; the others get a 529.')
  @IsWhole()
  MAX_QUEUED_REQUESTS: number = 100;

  @Describe('How long a request waits for a place, in seconds; 0 is without limit.')
  @IsSeconds()
  QUEUE_TIMEOUT_SECONDS: number = 5;

  @Describe('How many requests a token, or an address where there is none, may send in a minute; 0 is without limit.')
  @IsWhole()
  RATE_LIMIT_PER_MINUTE: number = 0;

  @Describe('Redis in which `RATE_LIMIT_PER_MINUTE` is counted, for several replicas: `redis://host:6379`.', {
    otherwise: 'each replica counts for itself',
  })
  @Secret()
  @IsUrl({
    schemes: ['redis', 'rediss'],
    credentials: true,
    path: [/^\/?\d*$/, 'the number of a database as its path'],
  })
  REDIS_URL?: string;

  @Describe('How requests are handled while Redis is unavailable: `allow`, uncounted, or `refuse`, with a 529.')
  @IsOneOf(['allow', 'refuse'])
  REDIS_FAILURE: 'allow' | 'refuse' = 'allow';

  @Describe('How a server tool of Anthropic that the provider does not have is handled: `error` or `drop`.')
  @IsOneOf(['error', 'drop'])
  UNSUPPORTED_SERVER_TOOLS: 'error' | 'drop' = 'error';

  @Describe(
    'Refuse a request that its provider could only serve with loss: with a 400 that names the codes of the class ' +
      '`degraded`, see `docs/fidelity.md`.',
  )
  @IsFlag()
  STRICT: boolean = false;

  @Describe(
    'JSON file of prices in US dollars per million tokens, which outrank the built-in ones: ' +
      '`{"my-deployment": {"input": 1.25, "cache_read": 0.125, "output": 10}}`, see `docs/status-page.md`.',
  )
  @IsText()
  PRICES_FILE?: string;

  @Describe('`DEBUG`, `INFO`, `WARNING`, `ERROR` or `CRITICAL`.')
  @IsOneOf(Object.keys(LOG_LEVELS))
  LOG_LEVEL: keyof typeof LOG_LEVELS = 'INFO';

  @Describe(
    'File that the log is also written to, as JSON. With strftime tokens (`logs/%Y-%m-%d.log`) the name is expanded ' +
      'again at midnight; without, the file is renamed then.',
  )
  @IsText()
  LOG_FILE?: string;

  @Describe('Name that a `LOG_FILE` without tokens gets at midnight, with strftime tokens for the day that ended.', {
    otherwise: '`LOG_FILE` followed by `-%Y%m%d`',
  })
  @IsText()
  LOG_FILE_PATTERN?: string;

  @Describe('How many log files of former days are kept; 0 keeps all.')
  @IsWhole()
  LOG_FILE_BACKUP_COUNT: number = 7;

  @Describe('`json` or `pretty`.', { otherwise: '`pretty` on a terminal, else `json`' })
  @IsOneOf(['json', 'pretty'])
  LOG_FORMAT?: 'json' | 'pretty';

  @Describe('Log the bodies of requests and responses, for debugging. Credentials are masked, conversations are not.')
  @IsFlag()
  LOG_BODIES: boolean = false;

  @Describe('Port that serves `/metrics` without a token; if not set, the metrics are at `PORT` and need the token.')
  @IsWhole({ max: 65_535 })
  METRICS_PORT?: number;

  @Describe('Base URL of an OpenTelemetry collector (OTLP over HTTP) that receives traces.')
  @IsHttpUrl()
  OTEL_EXPORTER_OTLP_ENDPOINT?: string;

  @Describe('Headers for the collector: `name=value`, separated by commas.')
  @Secret()
  @IsText()
  OTEL_EXPORTER_OTLP_HEADERS?: string;

  @Describe('Name of the gateway in traces.')
  @IsText()
  OTEL_SERVICE_NAME: string = 'messages-gateway';

  @Describe(
    'Seconds after SIGTERM in which new connections are still accepted, while the gateway reports that it is not ready.',
  )
  @IsSeconds()
  SHUTDOWN_DELAY_SECONDS: number = 0;

  @Describe('Seconds after that in which running responses may continue.')
  @IsSeconds()
  SHUTDOWN_GRACE_SECONDS: number = 300;

  @Describe(
    'Proxies in front of the gateway whose `X-Forwarded-For` is trusted: addresses and networks separated by commas ' +
      '(`loopback,10.0.0.0/8`), or how many there are.',
  )
  @IsText()
  TRUST_PROXY?: string;

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

  @Describe('Another file than `.env` to read variables from; empty means none. Read from the environment only.', {
    otherwise: '`.env`, where there is one',
  })
  @IsText()
  ENV_FILE?: string;
}
