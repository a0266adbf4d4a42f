import { setTimeout as sleep } from 'node:timers/promises';
import { type BeforeApplicationShutdown, Injectable } from '@nestjs/common';
import { PinoLogger } from 'nestjs-pino';
import { HouseSettings } from '../../config/house.settings.js';
import { LimitsDesk } from '../../http/limits/shared/limits.desk.js';
import { LogOutput } from '../../observability/logging/log-output.js';
import { MetricsDesk } from '../../observability/metrics/shared/metrics.desk.js';
import { RecordsDesk } from '../../observability/status/shared/records.desk.js';
import { countWorkers } from '../count-workers.js';
import { collectLog } from './collect-log.js';
import { type Ending, Member, WorkerEndedError } from './member.js';
import { isHopeless, restartPause } from './restart-pause.js';

/** Keeps as many workers as the settings say: starts them, replaces those that die, renews and stops them all. */
@Injectable()
export class Supervisor implements BeforeApplicationShutdown {
  private readonly count: number;
  private readonly members = new Set<Member>();
  /** Those that listen and have not been told to stop, the oldest first. */
  private readonly serving = new Set<Member>();
  private readonly hopeless = Promise.withResolvers<number>();
  private reloads = Promise.resolve();
  private isStopping = false;

  constructor(
    settings: HouseSettings,
    private readonly limits: LimitsDesk,
    private readonly metrics: MetricsDesk,
    private readonly records: RecordsDesk,
    private readonly output: LogOutput,
    private readonly log: PinoLogger,
  ) {
    this.count = countWorkers(settings);
  }

  /** Resolves, with an exit code, when there is no use in going on: worker after worker dies as soon as it starts. */
  get givenUp(): Promise<number> {
    return this.hopeless.promise;
  }

  /**
   * Starts all. What the first cannot do the others are not asked to: so it is told once.
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

  /** Renews all, one after the other; each is told to stop when another listens in its place. */
  reload(): Promise<void> {
    this.reloads = this.reloads.then(() => this.renew());
    return this.reloads;
  }

  async beforeApplicationShutdown(): Promise<void> {
    this.isStopping = true;
    for (const member of this.members) member.stop();
    await Promise.all([...this.members].map(({ ended }) => ended));
  }

  /** Starts one. Where there are enough without the oldest, that one goes. */
  private async add(ancestors: number, announces = false): Promise<void> {
    const member = new Member(ancestors, announces);
    this.members.add(member);
    this.limits.serve(member.channel);
    this.metrics.serve(member.channel);
    this.records.serve(member.channel);
    if (member.output !== null) collectLog(member.output, this.output);
    void member.ended.then((ending) => this.bury(member, ending));
    await member.listening;
    this.log.info({ worker: member.pid }, 'a worker listens');
    this.serving.add(member);
    const [oldest] = this.serving;
    if (this.serving.size <= this.count || oldest === undefined) return;
    this.serving.delete(oldest);
    oldest.replace();
  }

  private bury(member: Member, ending: Ending): void {
    this.members.delete(member);
    const level = member.isDismissed ? 'info' : 'error';
    this.log[level]({ worker: member.pid, ...ending }, 'a worker has ended');
    if (this.serving.delete(member) && !this.isStopping) void this.fill(new WorkerEndedError(ending), member);
  }

  /** Puts another in the place of one that died, however often it takes. */
  private async fill(end: WorkerEndedError, { youngDeaths }: Member): Promise<void> {
    let { code } = end;
    for (let deaths = youngDeaths; ; deaths++) {
      if (isHopeless(deaths) && ![...this.serving].some(({ isSteady }) => isSteady)) break;
      await sleep(restartPause(deaths));
      if (this.isStopping || this.serving.size >= this.count) return;
      try {
        await this.add(deaths);
        return;
      } catch (error) {
        if (error instanceof WorkerEndedError) code = error.code;
      }
    }
    this.log.fatal({ code }, 'worker after worker dies as soon as it starts: given up');
    this.hopeless.resolve(code);
  }

  private async renew(): Promise<void> {
    try {
      for (let i = 0; i < this.count && !this.isStopping; i++) await this.add(0);
      this.log.info('reloaded');
    } catch {
      if (!this.isStopping) this.log.error('a new worker does not start: not reloaded, the others go on');
    }
  }
}
