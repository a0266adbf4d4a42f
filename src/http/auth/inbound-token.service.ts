import { hash, timingSafeEqual } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import { Inject, Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { PinoLogger } from 'nestjs-pino';
import { AuthSettings } from './auth.settings.js';
import { LiveSecrets } from '../../config/secrets/live-secrets.js';
import { SettingsError } from '../../config/settings.error.js';
import { WatchedFile } from '../../config/watched-file.js';
import type { NamedToken } from '../../context/named-token.types.js';
import { Access } from './access.js';
import { isJwt, type JwtVerifier } from './jwt/jwt-verifier.js';
import { parseTokens } from './parse-tokens.js';
import type { StoredToken } from './stored-token.types.js';

/** The verifier of JSON Web Tokens, or undefined where no issuer is set. */
export const JWT_VERIFIER = Symbol('the verifier of JSON Web Tokens');

/** The name of the token in `ANTHROPIC_AUTH_TOKEN`. */
const THE_ONE = 'default';

/** Without a file. */
const NO_FILE = new Access([]);

/** What the credentials of a request are worth; `token` is undefined where none is required. */
export type Admission =
  { readonly verdict: 'right'; readonly token: NamedToken | undefined } | { readonly verdict: 'wrong' | 'missing' };

/**
 * Checks the credentials of clients, sent as `x-api-key` or as `Authorization: Bearer`; with both, one valid one is
 * enough. A token of the gateway is compared as its digest, and always with all known tokens: so the duration reveals
 * nothing. What is none of them and has the form of a JWT is verified as one, where an issuer is set.
 */
@Injectable()
export class InboundTokenService implements OnApplicationShutdown {
  private one: Buffer | undefined;
  private readonly file: WatchedFile<Access> | undefined;

  /** @throws SettingsError where the file of tokens is invalid */
  constructor(
    settings: AuthSettings,
    secrets: LiveSecrets,
    private readonly log: PinoLogger,
    @Inject(JWT_VERIFIER) private readonly jwt: JwtVerifier | undefined,
  ) {
    const readToken = (): void => {
      const { ANTHROPIC_AUTH_TOKEN: token } = settings;
      this.one = token === undefined ? undefined : sha256(token);
    };
    readToken();
    secrets.onChange(settings, readToken);
    const { AUTH_TOKENS_FILE: path } = settings;
    this.file = path === undefined ? undefined : this.open(path);
  }

  /** Whether clients must send a token. */
  get isRequired(): boolean {
    return this.one !== undefined || this.file !== undefined || this.jwt !== undefined;
  }

  /**
   * Checks the credentials in these headers.
   *
   * @throws ApiError 401 for a JWT that is not valid; 503 where the keys for it cannot be had
   */
  async admit(headers: IncomingHttpHeaders): Promise<Admission> {
    if (!this.isRequired) return { verdict: 'right', token: undefined };
    const offered = offeredBy(headers);
    if (offered.length === 0) return { verdict: 'missing' };
    const token = this.find(offered) ?? (await this.verify(offered));
    return token === undefined ? { verdict: 'wrong' } : { verdict: 'right', token };
  }

  /** Whether these headers admit to what needs a token. Never throws. */
  async isRight(headers: IncomingHttpHeaders): Promise<boolean> {
    const admission = await this.admit(headers).catch(() => undefined);
    return admission?.verdict === 'right';
  }

  onApplicationShutdown(): void {
    this.file?.close();
  }

  private find(offered: readonly string[]): NamedToken | undefined {
    const known = [...this.operators(), ...this.access.tokens];
    let found: NamedToken | undefined;
    for (const digest of offered.map(sha256)) {
      for (const token of known) if (timingSafeEqual(digest, token.digest)) found = token;
    }
    return found;
  }

  private async verify(offered: readonly string[]): Promise<NamedToken | undefined> {
    const { jwt } = this;
    const credentials = offered.filter(isJwt);
    if (jwt === undefined || credentials.length === 0) return undefined;
    // Of two credentials one that is valid is enough; where none is, the first decides the error.
    const results = await Promise.allSettled(credentials.map((credential) => jwt.identify(credential)));
    const valid = results.find((result) => result.status === 'fulfilled');
    if (valid !== undefined) return this.access.admitNamed(valid.value);
    throw (results[0] as PromiseRejectedResult).reason;
  }

  private get access(): Access {
    return this.file?.content ?? NO_FILE;
  }

  private operators(): readonly StoredToken[] {
    if (this.one === undefined) return [];
    const { accounts = [] } = this.access.admit({ name: THE_ONE, groups: [] });
    // The limits of each client are not the operator's; those of all clients together are.
    const shared = accounts.filter(({ scope }) => scope === 'all');
    return [{ name: THE_ONE, digest: this.one, isOperators: true, ...(shared.length > 0 && { accounts: shared }) }];
  }

  private open(path: string): WatchedFile<Access> {
    try {
      return new WatchedFile({
        path,
        parse: parseTokens,
        onChange: ({ tokens }) => this.log.info({ count: tokens.length }, 'AUTH_TOKENS_FILE was reloaded'),
        onError: (error) =>
          this.log.error({ err: error }, 'AUTH_TOKENS_FILE cannot be read: the former tokens stay in force'),
      });
    } catch (error) {
      throw new SettingsError([`AUTH_TOKENS_FILE: ${(error as Error).message}`]);
    }
  }
}

function offeredBy(headers: IncomingHttpHeaders): readonly string[] {
  const bearer = /^bearer +([^ ].*)$/i.exec(headers.authorization ?? '')?.[1];
  return [headers['x-api-key'], bearer].filter((token) => typeof token === 'string');
}

function sha256(text: string): Buffer {
  return hash('sha256', text, 'buffer');
}
