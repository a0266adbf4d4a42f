import { hash, timingSafeEqual } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { PinoLogger } from 'nestjs-pino';
import { AuthSettings } from './auth.settings.js';
import { SettingsError } from '../../config/settings.error.js';
import { WatchedFile } from '../../config/watched-file.js';
import type { NamedToken } from '../../context/named-token.types.js';
import { parseTokens } from './parse-tokens.js';

/** The name of the token in `ANTHROPIC_AUTH_TOKEN`. */
const THE_ONE = 'default';

/**
 * Checks the gateway's tokens, sent as `x-api-key` or as `Authorization: Bearer`; with both, one valid token is
 * enough. A token is compared as its digest, and always with all known tokens: so the duration reveals nothing.
 */
@Injectable()
export class InboundTokenService implements OnApplicationShutdown {
  private readonly one: readonly NamedToken[];
  private readonly file: WatchedFile<readonly NamedToken[]> | undefined;

  /** @throws SettingsError where the file of tokens is invalid */
  constructor(
    { ANTHROPIC_AUTH_TOKEN: token, AUTH_TOKENS_FILE: path }: AuthSettings,
    private readonly log: PinoLogger,
  ) {
    this.one = token === undefined ? [] : [{ name: THE_ONE, digest: sha256(token), isOperators: true }];
    this.file = path === undefined ? undefined : this.open(path);
  }

  /** Whether clients must send a token. */
  get isRequired(): boolean {
    return this.one.length > 0 || this.file !== undefined;
  }

  /** Checks the token in these headers; where no token is required, all headers are `right`. */
  check(headers: IncomingHttpHeaders): 'right' | 'wrong' | 'missing' {
    if (!this.isRequired) return 'right';
    if (offeredBy(headers).length === 0) return 'missing';
    return this.find(headers) === undefined ? 'wrong' : 'right';
  }

  /** The token in these headers, if it is one of the gateway's. */
  find(headers: IncomingHttpHeaders): NamedToken | undefined {
    const known = [...this.one, ...(this.file?.content ?? [])];
    let found: NamedToken | undefined;
    for (const digest of offeredBy(headers).map(sha256)) {
      for (const token of known) if (timingSafeEqual(digest, token.digest)) found = token;
    }
    return found;
  }

  onApplicationShutdown(): void {
    this.file?.close();
  }

  private open(path: string): WatchedFile<readonly NamedToken[]> {
    try {
      return new WatchedFile({
        path,
        parse: parseTokens,
        onChange: ({ length: count }) => this.log.info({ count }, 'AUTH_TOKENS_FILE was reloaded'),
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
