import type { createLocalJWKSet, JSONWebKeySet, JWTVerifyGetKey } from 'jose';

type KeySet = ReturnType<typeof createLocalJWKSet>;

export interface IssuerKeysOptions {
  /** Fetches the key set; throws where it cannot be had. */
  readonly load: () => Promise<JSONWebKeySet>;
  /** jose's `createLocalJWKSet`. */
  readonly toKeySet: typeof createLocalJWKSet;
  readonly now?: () => number;
}

/** Milliseconds after which the keys are fetched again with the next token. */
const REFRESH_MS = 10 * 60_000;
/** Milliseconds for which known keys stay in use while the issuer cannot be reached. */
const MAX_STALE_MS = 60 * 60_000;
/** Milliseconds between two fetches: tokens with invented key ids must not make the gateway flood the issuer. */
const COOLDOWN_MS = 10_000;

/** The keys of the issuer cannot be had, so a token is neither valid nor invalid. */
export class KeysUnavailable extends Error {}

/**
 * The public keys of an issuer: cached, fetched again by age and for a key id that is not among them, which is how a
 * rotation shows. Concurrent tokens share one fetch.
 */
export class IssuerKeys {
  private keys: KeySet | undefined;
  private loadedAt = -Infinity;
  private triedAt = -Infinity;
  private failure: unknown;
  private loading: Promise<void> | undefined;
  private readonly now: () => number;

  constructor(private readonly options: IssuerKeysOptions) {
    // A monotonic clock: a jump of the system's clock must not keep keys for ever.
    this.now = options.now ?? (() => performance.now());
  }

  /**
   * The key for the header of a token, as jose's `jwtVerify` calls it.
   *
   * @throws KeysUnavailable; jose's `JWKSNoMatchingKey` where the issuer has no such key
   */
  readonly find: JWTVerifyGetKey<Awaited<ReturnType<KeySet>>> = async (header, token) => {
    if (this.now() - this.loadedAt >= REFRESH_MS) await this.refresh();
    const known = this.current();
    try {
      return await known(header, token);
    } catch (error) {
      if (!isNoMatch(error)) throw error;
      await this.refresh();
      if (this.failure !== undefined) throw new KeysUnavailable('the keys of the issuer', { cause: this.failure });
      return this.current()(header, token);
    }
  };

  private current(): KeySet {
    const isUsable = this.now() - this.loadedAt < MAX_STALE_MS;
    if (this.keys === undefined || !isUsable)
      throw new KeysUnavailable('the keys of the issuer', { cause: this.failure });
    return this.keys;
  }

  /** Fetches the keys unless that was just tried. Never throws: `failure` has the reason. */
  private async refresh(): Promise<void> {
    if (this.loading === undefined && this.now() - this.triedAt < COOLDOWN_MS) return;
    this.loading ??= this.load().finally(() => (this.loading = undefined));
    await this.loading;
  }

  private async load(): Promise<void> {
    this.triedAt = this.now();
    try {
      this.keys = this.options.toKeySet(await this.options.load());
      this.loadedAt = this.now();
      this.failure = undefined;
    } catch (error) {
      this.failure = error;
    }
  }
}

function isNoMatch(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ERR_JWKS_NO_MATCHING_KEY';
}
