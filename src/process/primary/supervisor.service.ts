import { setTimeout as sleep } from 'node:timers/promises';
import { type BeforeApplicationShutdown, Injectable } from '@nestjs/common';
import { PinoLogger } from 'nestjs-pino';
import { ServerSettings } from '../../config/server.settings.js';
import { BudgetsCoordinator } from '../../http/budgets/shared/budgets-coordinator.js';
import { LimitsCoordinator } from '../../http/limits/shared/limits-coordinator.js';
import { AuditCollector } from '../../observability/audit/audit.collector.js';
import { LogOutput } from '../../observability/logging/log-output.js';
import { MetricsAggregator } from '../../observability/metrics/shared/metrics-aggregator.js';
import { StatusAggregator } from '../../observability/status/shared/status-aggregator.js';
import { countWorkers } from '../count-workers.js';
import { collectLog } from './collect-log.js';
import { type Ending, WorkerHandle, WorkerEndedError } from './worker-handle.js';
import { isCrashLooping, restartPause } from './restart-pause.js';

/** Runs as many workers as the settings require: starts them, replaces those that end, reloads and stops them all. */
@Injectable()
export class Supervisor implements BeforeApplicationShutdown {
  private readonly count: number;
  private readonly members = new Set<WorkerHandle>();
  /** The workers that listen and are not stopping, the oldest first. */
  private readonly serving = new Set<WorkerHandle>();
  private readonly hopeless = Promise.withResolvers<number>();
  private reloads = Promise.resolve();
  private isStopping = false;

  constructor(
    settings: ServerSettings,
    private readonly limits: LimitsCoordinator,
    private readonly budgets: BudgetsCoordinator,
    private readonly metrics: MetricsAggregator,
    private readonly status: StatusAggregator,
    private readonly audit: AuditCollector,
    private readonly output: LogOutput,
    private readonly log: PinoLogger,
  ) {
    this.count = countWorkers(settings);
  }

  /** Resolves, with an exit code, when the supervisor gives up: one worker after another ends as soon as it starts. */
  get givenUp(): Promise<number> {
    return this.hopeless.promise;
  }

  /**
   * Starts all workers. The first one starts alone, so that a fault of the start is reported once.
   *
   * @throws WorkerEndedError where one ends before it listens
   */
  async start(): Promise<void> {
    try {
      await this.add(0, true);
      await Promise.all(Array.from({ length: this.count - 1 }, () => this.add(0)));
    } catch (error) {
      if (!this.isStopping) throw error;
    }
  }

  /** Reloads all workers, one after the other; each is stopped when its replacement listens. */
  reload(): Promise<void> {
    this.reloads = this.reloads.then(() => this.renew());
    return this.reloads;
  }

  async beforeApplicationShutdown(): Promise<void> {
    this.isStopping = true;
    for (const worker of this.members) worker.stop();
    await Promise.all([...this.members].map(({ ended }) => ended));
  }

  /** Starts one. Where there are enough without the oldest, that one is stopped. */
  private async add(priorCrashes: number, announces = false): Promise<void> {
    const worker = new WorkerHandle(priorCrashes, announces);
    this.members.add(worker);
    this.limits.serve(worker.channel);
    this.budgets.serve(worker.channel);
    this.metrics.serve(worker.channel);
    this.status.serve(worker.channel);
    this.audit.serve(worker.channel);
    if (worker.output !== null) collectLog(worker.output, this.output);
    void worker.ended.then((ending) => this.onExit(worker, ending));
    await worker.listening;
    this.log.info({ worker: worker.pid }, 'a worker listens');
    this.serving.add(worker);
    const [oldest] = this.serving;
    if (this.serving.size <= this.count || oldest === undefined) return;
    this.serving.delete(oldest);
    oldest.replace();
  }

  private onExit(worker: WorkerHandle, ending: Ending): void {
    this.members.delete(worker);
    const level = worker.isDismissed ? 'info' : 'error';
    this.log[level]({ worker: worker.pid, ...ending }, 'a worker has ended');
    if (this.serving.delete(worker) && !this.isStopping) void this.fill(new WorkerEndedError(ending), worker);
  }

  /** Replaces a worker that ended, with as many attempts as it takes. */
  private async fill(end: WorkerEndedError, { crashStreak }: WorkerHandle): Promise<void> {
    let { code } = end;
    for (let deaths = crashStreak; ; deaths++) {
      if (isCrashLooping(deaths) && ![...this.serving].some(({ isSteady }) => isSteady)) break;
      await sleep(restartPause(deaths));
      if (this.isStopping || this.serving.size >= this.count) return;
      try {
        await this.add(deaths);
        return;
      } catch (error) {
        if (error instanceof WorkerEndedError) code = error.code;
      }
    }
    this.log.fatal({ code }, 'one worker after another ends as soon as it starts: giving up');
    this.hopeless.resolve(code);
  }

  private async renew(): Promise<void> {
    try {
      for (let i = 0; i < this.count && !this.isStopping; i++) await this.add(0);
      this.log.info('reloaded');
    } catch {
      if (!this.isStopping)
        this.log.error('a new worker does not start: the reload is cancelled, the present workers continue');
    }
  }
}
