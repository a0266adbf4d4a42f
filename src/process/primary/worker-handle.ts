import cluster, { type Worker } from 'node:cluster';
import { once } from 'node:events';
import { WORKER_MARK } from '../../ipc/worker-mark.js';
import { Channel } from '../../ipc/channel.js';
import { READY, type Readiness, REPLACED } from '../topics.js';
import { STEADY } from './restart-pause.js';

/** How a process ended; one of the two is null. */
export interface Ending {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
}

/** A worker ended before it listened; it has told why. */
export class WorkerEndedError extends Error {
  override readonly name = 'WorkerEndedError';
  /** For the process that cannot do without it. */
  readonly code: number;

  constructor({ code }: Ending) {
    super('a worker ended before it listened');
    this.code = code === null || code === 0 ? 1 : code;
  }
}

/** Milliseconds that a worker may take beyond its own limits to end. */
const STOP_TIMEOUT_MS = 10_000;

/** A worker as its primary sees it. */
export class WorkerHandle {
  readonly channel: Channel;
  /** When everything of it has arrived: its end, the last line of its log, its last message. */
  readonly ended: Promise<Ending>;
  /** Resolves when it listens; rejects where it ends before. */
  readonly listening: Promise<Readiness>;
  private readonly worker: Worker;
  private readonly bornAt = performance.now();
  /** How long it may take to stop, in milliseconds. */
  private stopTime = 0;
  private dismissed = false;

  /**
   * @param priorCrashes how many died young, one after the other, in the place that this one is to take
   * @param announces whether it tells the log what was started
   */
  constructor(
    readonly priorCrashes: number,
    announces: boolean,
  ) {
    this.worker = cluster.fork(WORKER_MARK);
    // What could not be sent, or started, ends: that is heard of.
    this.worker.on('error', () => undefined);
    this.channel = new Channel(this.worker);
    this.ended = this.end();
    this.listening = new Promise((resolve, reject) => {
      this.channel.handle(READY, (readiness: Readiness) => {
        this.stopTime = readiness.stopTime;
        resolve(readiness);
        return announces;
      });
      void this.ended.then((ending) => reject(new WorkerEndedError(ending)));
    });
    // Not every caller waits for it.
    this.listening.catch(() => undefined);
  }

  get pid(): number {
    return this.worker.process.pid ?? 0;
  }

  /** What it says on stdout: its log. */
  get output(): NodeJS.ReadableStream | null {
    return this.worker.process.stdout;
  }

  /** How many have died young in its place, itself included should it die now. */
  get crashStreak(): number {
    return this.isSteady ? 0 : this.priorCrashes + 1;
  }

  get isSteady(): boolean {
    return performance.now() - this.bornAt >= STEADY;
  }

  /** Its end is wanted. */
  get isDismissed(): boolean {
    return this.dismissed;
  }

  /** Ends it with its gateway. */
  stop(): void {
    this.worker.process.kill('SIGTERM');
    this.insist();
  }

  /** Ends it because another has taken its place. */
  replace(): void {
    this.channel.notify(REPLACED);
    this.insist();
  }

  private insist(): void {
    this.dismissed = true;
    setTimeout(() => this.worker.process.kill('SIGKILL'), this.stopTime + STOP_TIMEOUT_MS).unref();
  }

  private async end(): Promise<Ending> {
    const [code, signal] = (await once(this.worker.process, 'close')) as [number | null, NodeJS.Signals | null];
    this.channel.close();
    return { code, signal };
  }
}
