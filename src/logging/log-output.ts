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
    const { mask, print, file } = this.options;
    const masked = mask.mask(line);
    print(masked);
    file?.write(masked);
  }

  /** Resolves when the file is written. */
  async end(): Promise<void> {
    await this.options.file?.end();
  }
}
