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

/** A worker ended before it listened; it has logged the reason. */
export class WorkerEndedError extends Error {
  override readonly name = 'WorkerEndedError';
  /** The exit code for a process that cannot run without it. */
  readonly code: number;

  constructor({ code }: Ending) {
    super('a worker ended before it listened');
    this.code = code === null || code === 0 ? 1 : code;
  }
}

/** Milliseconds that a worker may take beyond its own limits to end. */
const STOP_TIMEOUT_MS = 10_000;

/** A worker from its primary's view. */
export class WorkerHandle {
  readonly channel: Channel;
  /** Resolves when its process has ended and the last line of its log and its last message have arrived. */
  readonly ended: Promise<Ending>;
  /** Resolves when it listens; rejects where it ends before. */
  readonly listening: Promise<Readiness>;
  private readonly worker: Worker;
  private readonly bornAt = performance.now();
  /** How long it may take to stop, in milliseconds. */
  private stopTime = 0;
  private dismissed = false;

  /**
   * @param priorCrashes how many workers that it replaces crashed in a row
   * @param announces whether it logs the start
   */
  constructor(
    readonly priorCrashes: number,
    announces: boolean,
  ) {
    this.worker = cluster.fork(WORKER_MARK);
    // A failed send or start ends the process, which `exit` reports.
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

  /** Its stdout, which is its log. */
  get output(): NodeJS.ReadableStream | null {
    return this.worker.process.stdout;
  }

  /** How many workers in this place have crashed in a row, including this one if it ended now. */
  get crashStreak(): number {
    return this.isSteady ? 0 : this.priorCrashes + 1;
  }

  get isSteady(): boolean {
    return performance.now() - this.bornAt >= STEADY;
  }

  /** It was asked to end. */
  get isDismissed(): boolean {
    return this.dismissed;
  }

  /** Stops it because the gateway stops. */
  stop(): void {
    this.worker.process.kill('SIGTERM');
    this.insist();
  }

  /** Stops it because another worker has replaced it. */
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
