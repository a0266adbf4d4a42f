import { readFileSync, statSync } from 'node:fs';
import type { NamedToken } from '../../context/named-token.types.js';
import { parseTokens } from './parse-tokens.js';

/** Milliseconds between polls. A poll, unlike a watch, also detects files that Kubernetes replaces behind links. */
const POLL_INTERVAL_MS = 1000;

export interface TokensFileOptions {
  readonly path: string;
  /** Called when the file has changed, with the new number of tokens. */
  readonly onChange: (count: number) => void;
  /** Called once per change where the file cannot be read or parsed; the former tokens stay in force. */
  readonly onError: (error: Error) => void;
}

/** The tokens of a file, read again whenever it changes: tokens are issued and revoked without a restart. */
export class TokensFile {
  private known: readonly NamedToken[];
  /** Of the tokens in force. */
  private version: string;
  /**
   * The last version that could not be read. It is read again with every poll, because the cause may be outside of it.
   */
  private broken: string | undefined;
  private readonly watch: NodeJS.Timeout;

  /** @throws Error where the file cannot be read or parsed at the start */
  constructor(private readonly options: TokensFileOptions) {
    this.version = this.look();
    this.known = this.read();
    this.watch = setInterval(() => this.reload(), POLL_INTERVAL_MS).unref();
  }

  get tokens(): readonly NamedToken[] {
    return this.known;
  }

  close(): void {
    clearInterval(this.watch);
  }

  private reload(): void {
    let version = 'absent';
    try {
      version = this.look();
      if (version === this.version && this.broken === undefined) return;
      this.known = this.read();
    } catch (error) {
      if (version !== this.broken) this.options.onError(error as Error);
      this.broken = version;
      return;
    }
    this.version = version;
    this.broken = undefined;
    this.options.onChange(this.known.length);
  }

  /** Identifies a version of the file. */
  private look(): string {
    const { ino, size, mtimeMs } = statSync(this.options.path);
    return `${ino} ${size} ${mtimeMs}`;
  }

  private read(): readonly NamedToken[] {
    return parseTokens(readFileSync(this.options.path, 'utf8'));
  }
}
