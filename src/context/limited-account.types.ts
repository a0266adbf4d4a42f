/** Limits of use. One that is absent does not limit. */
export interface UsageLimits {
  readonly requests_per_minute?: number;
  /** Input, cached input and output together. */
  readonly tokens_per_minute?: number;
  readonly usd_per_day?: number;
  readonly usd_per_week?: number;
  readonly usd_per_month?: number;
}

/** What a request is counted on: its token's use, that of its group, or that of all clients. */
export interface LimitedAccount {
  readonly scope: 'token' | 'group' | 'all';
  /** Of the token or the group; empty for all clients. */
  readonly name: string;
  readonly limits: UsageLimits;
}
