import { Describe, IsOneOf, IsSeconds, IsUrl, IsWhole, Secret } from '@gateway/provider-kit';

/** Concurrency and rate limits of clients. */
export class LimitsSettings {
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
}
