import type { DestinationStream } from 'pino';
import type { LogFile } from './file/log-file.js';
import type { SecretMask } from './secret-mask.js';

export interface LogOutputOptions {
  readonly mask: SecretMask;
  /** Writes lines in addition to the file, in their format. */
  readonly print: (line: string) => void;
  readonly file?: LogFile | undefined;
}

/** The one way for every line of the log: it masks credentials. */
export class LogOutput implements DestinationStream {
  constructor(private readonly options: LogOutputOptions) {}

  /** @param line JSON, with its line break */
  write(line: string): void {
    this.pass(this.options.mask.mask(line));
  }

  /** @param line a line that another process of this gateway has masked */
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
