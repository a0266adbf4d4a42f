import { readFileSync, statSync } from 'node:fs';
import type { NamedToken } from './named-token.types.js';
import { parseTokens } from './parse-tokens.js';

/** Milliseconds between looks. A look, unlike a watch, also finds files that Kubernetes changes behind links. */
const LOOK_EVERY = 1000;

export interface TokensFileOptions {
  readonly path: string;
  /** Told when the file has changed: how many tokens there are now. */
  readonly onChange: (count: number) => void;
  /** Told when it cannot be read or understood; what was known before goes on being true. */
  readonly onError: (error: Error) => void;
}

/** The tokens of a file, read anew whenever it changes: so they are given out and revoked without a restart. */
export class TokensFile {
  private known: readonly NamedToken[];
  private version: string;
  private readonly watch: NodeJS.Timeout;

  /** @throws Error where the file cannot be read or understood at the start */
  constructor(private readonly options: TokensFileOptions) {
    this.version = this.look();
    this.known = this.read();
    this.watch = setInterval(() => this.reload(), LOOK_EVERY).unref();
  }

  get tokens(): readonly NamedToken[] {
    return this.known;
  }

  close(): void {
    clearInterval(this.watch);
  }

  private reload(): void {
    try {
      const version = this.look();
      if (version === this.version) return;
      this.version = version;
      this.known = this.read();
      this.options.onChange(this.known.length);
    } catch (error) {
      // Told once, not with every look.
      if (this.version !== '') this.options.onError(error as Error);
      this.version = '';
    }
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
