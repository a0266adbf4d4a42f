import { once } from 'node:events';
import { appendFileSync, createReadStream, createWriteStream, mkdirSync, openSync, statSync } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { destination } from 'pino';
import { NamePattern } from './name-pattern.js';
import { pruneFiles } from './prune-files.js';

type Stream = ReturnType<typeof destination>;

/** One rotation of the file. */
interface Rotation {
  /** A time of the day that ended, and of the day that began. */
  readonly ended: Date;
  readonly began: Date;
  /** Lines since then, which wait for the new file. */
  held: string;
}

export interface LogFileOptions {
  /** `LOG_FILE`. */
  readonly path: string;
  /** `LOG_FILE_PATTERN`; without a folder it is in the folder of `path`. */
  readonly pattern?: string | undefined;
  /** `LOG_FILE_BACKUP_COUNT`; 0 keeps all. */
  readonly keep: number;
  readonly now?: () => Date;
  /** Called when a file cannot be written or rotated; the log continues without it. */
  readonly onError: (error: unknown) => void;
}

/** Milliseconds between checks of the clock, for a gateway without requests at midnight. */
const POLL_INTERVAL_MS = 1000;

/**
 * A log file that rotates at local midnight. Where its name has tokens, the next file is opened; where it has none,
 * the file is renamed after the day that ended, or appended to a file of that name, and a new one is opened.
 * Lines are written asynchronously. Lines during a rotation wait for the new file, so each line is in the file of its
 * day only.
 */
export class LogFile {
  private readonly name: NamePattern;
  private readonly archive: NamePattern;
  private readonly now: () => Date;
  private readonly watch: NodeJS.Timeout;
  private path: string;
  private stream: Stream | undefined;
  private midnight: number;
  /** The rotations in progress, in their order. */
  private readonly turns: Rotation[] = [];
  private rotating: Promise<void> | undefined;

  constructor(private readonly options: LogFileOptions) {
    const { path, pattern, now = () => new Date() } = options;
    this.now = now;
    this.name = new NamePattern(path);
    this.archive = new NamePattern(archiveOf(path, pattern));
    this.midnight = midnightAfter(now());
    this.path = this.name.at(now());
    this.stream = this.open();
    const { size, mtime } = statSync(this.path);
    // The gateway did not run at the midnight after the last line.
    const isOld = size > 0 && midnightAfter(mtime) < this.midnight;
    if (isOld && !this.name.hasTokens) this.rotate(mtime, now());
    else this.prune();
    this.watch = setInterval(() => this.look(), POLL_INTERVAL_MS).unref();
    process.on('exit', this.flush);
  }

  /** @param line with its line break */
  write(line: string): void {
    this.look();
    const turn = this.turns.at(-1);
    if (turn === undefined) this.put(line);
    else turn.held += line;
  }

  /** Resolves when all lines are in their file. Later lines are appended at once. */
  async end(): Promise<void> {
    clearInterval(this.watch);
    await this.rotating;
    await this.close();
    process.off('exit', this.flush);
  }

  private look(): void {
    const now = this.now();
    if (now.getTime() < this.midnight) return;
    const ended = new Date(this.midnight - 1);
    this.midnight = midnightAfter(now);
    this.rotate(ended, now);
  }

  private rotate(ended: Date, began: Date): void {
    this.turns.push({ ended, began, held: '' });
    this.rotating ??= this.work();
  }

  private async work(): Promise<void> {
    for (let turn = this.turns[0]; turn !== undefined; turn = this.turns[0]) {
      await this.change(turn).catch(this.options.onError);
      this.turns.shift();
      if (turn.held !== '') this.put(turn.held);
    }
    this.rotating = undefined;
  }

  /** Renames the file of the day that ended, and opens the next. */
  private async change({ ended, began }: Rotation): Promise<void> {
    await this.close();
    if (!this.name.hasTokens) await putAway(this.path, this.archive.at(ended));
    this.path = this.name.at(began);
    this.stream = this.open();
    this.prune();
  }

  private put(lines: string): void {
    if (this.stream === undefined) this.append(lines);
    else this.stream.write(lines);
  }

  private open(): Stream {
    mkdirSync(dirname(this.path), { recursive: true });
    const stream = destination({ dest: openSync(this.path, 'a'), sync: false });
    stream.on('error', this.options.onError);
    return stream;
  }

  private async close(): Promise<void> {
    const { stream } = this;
    this.stream = undefined;
    if (stream === undefined) return;
    const closed = once(stream, 'close');
    stream.end();
    await closed;
  }

  private prune(): void {
    const { keep, pattern } = this.options;
    const patterns = [
      ...(this.name.hasTokens ? [this.name] : []),
      ...(!this.name.hasTokens || pattern !== undefined ? [this.archive] : []),
    ];
    pruneFiles({ patterns, keep, current: this.path });
  }

  private append(lines: string): void {
    try {
      appendFileSync(this.path, lines);
    } catch (error) {
      this.options.onError(error);
    }
  }

  /** For a process that ends without `end()`. */
  private readonly flush = (): void => {
    try {
      this.stream?.flushSync();
    } catch (error) {
      this.options.onError(error);
    }
    for (const { held } of this.turns) this.append(held);
  };
}

/** The pattern of the names under which the files of former days are kept. */
function archiveOf(path: string, pattern: string | undefined): string {
  if (pattern === undefined) return `${path}-%Y%m%d`;
  return basename(pattern) === pattern ? join(dirname(path), pattern) : pattern;
}

function midnightAfter(time: Date): number {
  return new Date(time.getFullYear(), time.getMonth(), time.getDate() + 1).getTime();
}

/** Renames a file; where the target exists, the file is appended to it. */
async function putAway(path: string, target: string): Promise<void> {
  if (path === target) return;
  mkdirSync(dirname(target), { recursive: true });
  if (statSync(target, { throwIfNoEntry: false }) === undefined) {
    await rename(path, target);
    return;
  }
  await pipeline(createReadStream(path), createWriteStream(target, { flags: 'a' }));
  await rm(path);
}
