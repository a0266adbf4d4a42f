import { Controller, HttpCode, Post, Query, UseGuards } from '@nestjs/common';
import { OperatorGuard } from '../../http/auth/operator.guard.js';
import { CheckService } from './check.service.js';
import type { Finding } from './finding.types.js';

interface ChecksAnswer {
  readonly findings: readonly Finding[];
}

/** The checks of `doctor` in the running gateway, for the operator. */
@Controller('status/checks')
@UseGuards(OperatorGuard)
export class ChecksController {
  private readonly running = new Map<boolean, Promise<readonly Finding[]>>();

  constructor(private readonly checks: CheckService) {}

  /** @param models `call` also calls the models, which costs a few tokens */
  @Post()
  @HttpCode(200)
  async run(@Query('models') models?: string): Promise<ChecksAnswer> {
    return { findings: await this.share(models === 'call') };
  }

  /** Requests that come while the same checks run get their result: each run costs connections, or tokens. */
  private share(isCalling: boolean): Promise<readonly Finding[]> {
    const known = this.running.get(isCalling);
    if (known !== undefined) return known;
    const run = this.checks.run({ mayCall: () => Promise.resolve(isCalling) });
    this.running.set(isCalling, run);
    const forget = (): boolean => this.running.delete(isCalling);
    run.then(forget, forget);
    return run;
  }
}
