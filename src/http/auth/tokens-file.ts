import { readFileSync, statSync } from 'node:fs';
import type { NamedToken } from '../../context/named-token.types.js';
import { parseTokens } from './parse-tokens.js';

/** Milliseconds between looks. A look, unlike a watch, also finds files that Kubernetes changes behind links. */
const POLL_INTERVAL_MS = 1000;

export interface TokensFileOptions {
  readonly path: string;
  /** Told when the file has changed: how many tokens there are now. */
  readonly onChange: (count: number) => void;
  /** Called once per change, when it cannot be read or understood; what was known before goes on being true. */
  readonly onError: (error: Error) => void;
}

/** The tokens of a file, read anew whenever it changes: so they are given out and revoked without a restart. */
export class TokensFile {
  private known: readonly NamedToken[];
  /** Of the tokens that are known. */
  private version: string;
  /** The last version that could not be read. It is tried again with every look, as the cause may be outside of it. */
  private broken: string | undefined;
  private readonly watch: NodeJS.Timeout;

  /** @throws Error where the file cannot be read or understood at the start */
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

  /** What tells one version of the file from another. */
  private look(): string {
    const { ino, size, mtimeMs } = statSync(this.options.path);
    return `${ino} ${size} ${mtimeMs}`;
  }

  private read(): readonly NamedToken[] {
    return parseTokens(readFileSync(this.options.path, 'utf8'));
  }
}
