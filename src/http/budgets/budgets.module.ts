import { Module } from '@nestjs/common';
import { PinoLogger } from 'nestjs-pino';
import { InternalErrors } from '../../context/internal-errors.js';
import { RequestCosts } from '../../context/request-costs.js';
import { RequestFeed } from '../../context/request.feed.js';
import type { Channel } from '../../ipc/channel.js';
import { PRIMARY } from '../../ipc/channel.module.js';
import { LiveSecrets } from '../../config/secrets/live-secrets.js';
import { AuthSettings } from '../auth/auth.settings.js';
import { LimitsSettings } from '../limits/limits.settings.js';
import { BUDGETS } from './budget.interceptor.js';
import type { BudgetParts, BudgetsService } from './budgets.service.js';
import { BudgetsSettings } from './budgets.settings.js';
import { createLedger } from './create-ledger.js';
import type { Ledger } from './ledger.types.js';

/** Injects the sums that budgets are compared with; undefined without budgets. */
const LEDGER = Symbol('the ledger');

/** Budgets. Their limits are in `AUTH_TOKENS_FILE`: without it nothing of them is loaded. */
@Module({
  providers: [
    {
      provide: LEDGER,
      inject: [AuthSettings, LimitsSettings, LiveSecrets, PinoLogger, PRIMARY],
      useFactory: (
        { AUTH_TOKENS_FILE: file }: AuthSettings,
        ...[limits, secrets, log, primary]: [LimitsSettings, LiveSecrets, PinoLogger, Channel | undefined]
      ): Promise<Ledger> | undefined => (file === undefined ? undefined : createLedger(limits, secrets, log, primary)),
    },
    {
      provide: BUDGETS,
      inject: [LEDGER, RequestCosts, BudgetsSettings, LimitsSettings, InternalErrors, RequestFeed],
      useFactory: toBudgets,
    },
  ],
  exports: [BUDGETS],
})
export class BudgetsModule {}

async function toBudgets(
  ledger: Ledger | undefined,
  ...[costs, settings, limits, errors, feed]: BudgetParts
): Promise<BudgetsService | undefined> {
  if (ledger === undefined) return undefined;
  const service = await import('./budgets.service.js');
  return new service.BudgetsService(ledger, costs, settings, limits, errors, feed);
}
