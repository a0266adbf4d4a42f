import { Injectable } from '@nestjs/common';
import { PinoLogger } from 'nestjs-pino';

/**
 * Errors of the gateway's own code that fail no request: of an observer (log, metrics, status, traces), or of a
 * callback without a caller. Each is a log line and a count, and has no other effect.
 */
@Injectable()
export class InternalErrors {
  private readonly bySource = new Map<string, number>();

  constructor(private readonly log: PinoLogger) {}

  /** The number of errors of each source. */
  get counts(): ReadonlyMap<string, number> {
    return this.bySource;
  }

  /**
   * Counts an error and logs it. Never throws.
   *
   * @param source what failed, as a label of few values
   */
  note(source: string, error: unknown): void {
    this.bySource.set(source, (this.bySource.get(source) ?? 0) + 1);
    try {
      // The root logger: the one of a request may be the cause.
      this.log.logger.error({ source, err: error }, 'an internal error; requests go on');
    } catch {
      // The log itself failed, and is counted.
    }
  }

  /** Runs a function whose failure is an internal error; undefined where it threw. */
  shield<Result>(source: string, run: () => Result): Result | undefined {
    try {
      return run();
    } catch (error) {
      this.note(source, error);
      return undefined;
    }
  }
}
