import type { Type } from '@nestjs/common';
import { CatalogueSettings } from '../catalogue/catalogue.settings.js';
import { ServerSettings } from '../config/server.settings.js';
import { AuthSettings } from '../http/auth/auth.settings.js';
import { JwtSettings } from '../http/auth/jwt/jwt.settings.js';
import { CachingSettings } from '../http/caching/caching.settings.js';
import { BudgetsSettings } from '../http/budgets/budgets.settings.js';
import { DrainSettings } from '../http/drain/drain.settings.js';
import { LimitsSettings } from '../http/limits/limits.settings.js';
import { MessagesSettings } from '../http/messages/messages.settings.js';
import { AuditSettings } from '../observability/audit/audit.settings.js';
import { PolicySettings } from '../http/policy/policy.settings.js';
import { SafeguardsSettings } from '../http/safeguards/safeguards.settings.js';
import { CostSettings } from '../observability/cost/cost.settings.js';
import { LoggingSettings } from '../observability/logging/logging.settings.js';
import { MetricsSettings } from '../observability/metrics/metrics.settings.js';
import { TracingSettings } from '../observability/tracing/tracing.settings.js';
import { RoutingSettings } from '../routing/routing.settings.js';
import { TransportSettings } from '../transport/transport.settings.js';

/** The settings class of each room, in the order of the documents. The classes of providers stand in their plugins. */
export const GATEWAY_SETTINGS: readonly Type<object>[] = [
  ServerSettings,
  AuthSettings,
  JwtSettings,
  RoutingSettings,
  CatalogueSettings,
  TransportSettings,
  MessagesSettings,
  SafeguardsSettings,
  LimitsSettings,
  BudgetsSettings,
  PolicySettings,
  CachingSettings,
  DrainSettings,
  LoggingSettings,
  MetricsSettings,
  TracingSettings,
  CostSettings,
  AuditSettings,
];
