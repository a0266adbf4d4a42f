import { readFileSync, statSync } from 'node:fs';

/** Milliseconds between looks. A look, unlike a watch, also finds files that Kubernetes changes behind links. */
const POLL_INTERVAL_MS = 1000;

export interface WatchedFileOptions<T> {
  readonly path: string;
  /** Throws where the text cannot be understood. */
  readonly parse: (text: string) => T;
  /** Called with the new content when the file has changed. */
  readonly onChange: (content: T) => void;
  /** Called once per change when the file cannot be read or understood; the former content remains. */
  readonly onError: (error: Error) => void;
}

/** The content of a file, read again whenever the file changes, so that a change needs no restart. */
export class WatchedFile<T> {
  private known: T;
  /** Of the content that is known. */
  private version: string;
  /** The last version that could not be read. Each look tries it again, as the cause may be outside of the file. */
  private broken: string | undefined;
  private readonly watch: NodeJS.Timeout;

  /** @throws Error where the file cannot be read or understood at the start */
  constructor(private readonly options: WatchedFileOptions<T>) {
    this.version = this.look();
    this.known = this.read();
    this.watch = setInterval(() => this.reload(), POLL_INTERVAL_MS).unref();
  }

  get content(): T {
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
    this.options.onChange(this.known);
  }

  /** Differs between two versions of the file. */
  private look(): string {
    const { ino, size, mtimeMs } = statSync(this.options.path);
    return `${ino} ${size} ${mtimeMs}`;
  }

  private read(): T {
    return this.options.parse(readFileSync(this.options.path, 'utf8'));
  }
}
