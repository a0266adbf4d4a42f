import type { DestinationStream } from 'pino';
import type { LogFile } from './file/log-file.js';
import type { SecretMask } from './secret-mask.js';

export interface LogOutputOptions {
  readonly mask: SecretMask;
  /** Where lines go beside the file, in which form. */
  readonly print: (line: string) => void;
  readonly file?: LogFile | undefined;
}

/** Where every line of the log goes through, and what it never takes along: credentials. */
export class LogOutput implements DestinationStream {
  constructor(private readonly options: LogOutputOptions) {}

  /** @param line JSON, with its line break */
  write(line: string): void {
    this.pass(this.options.mask.mask(line));
  }

  /** @param line one that another process of this gateway has masked */
  pass(line: string): void {
    const { print, file } = this.options;
    print(line);
    file?.write(line);
  }

  /** Resolves when the file is written. */
  async end(): Promise<void> {
    await this.options.file?.end();
  }
}
