import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { CorrectionCache, type ProviderContext, type ProviderLog, type UpstreamLimits } from '@gateway/provider-kit';
import { LiveSecrets } from '../config/secrets/live-secrets.js';
import { PinoLogger } from 'nestjs-pino';
import type { Dispatcher } from 'undici';
import { TransportSettings } from './transport.settings.js';
import { announceKin } from '../catalogue/announce-kin.js';
import { CatalogueService } from '../catalogue/catalogue.service.js';
import { TokenizerService } from './tokenizer.service.js';
import { PropagatedHeaders } from '../context/propagated-headers.js';
import { carryHeaders } from './carry-headers.js';
import { dispatchRequest } from './dispatch-request.js';
import { toDispatcher } from './to-dispatcher.js';
import { toFetch } from './to-fetch.js';

/** What plugins receive: connections, limits, the tokenizer and a log. */
@Injectable()
export class UpstreamContext implements ProviderContext, OnApplicationShutdown {
  readonly send: ProviderContext['send'];
  readonly fetch: ProviderContext['fetch'];
  readonly limits: UpstreamLimits;
  readonly unsupportedServerTools: ProviderContext['unsupportedServerTools'];
  readonly strict: boolean;
  readonly corrections = new CorrectionCache();
  readonly log: ProviderLog;
  readonly models: ProviderContext['models'];
  /** Requests that were sent again, by upstream. */
  readonly retries = new Map<string, number>();
  private dispatcher: Dispatcher;

  constructor(
    settings: TransportSettings,
    readonly tokenizer: TokenizerService,
    logger: PinoLogger,
    propagated: PropagatedHeaders,
    catalogue: CatalogueService,
    secrets: LiveSecrets,
  ) {
    this.dispatcher = toDispatcher(settings);
    secrets.onChange(settings, () => {
      const former = this.dispatcher;
      this.dispatcher = toDispatcher(settings);
      // What is under way ends on the former connections.
      void former.close();
    });
    this.send = carryHeaders(
      dispatchRequest(() => this.dispatcher),
      propagated,
    );
    this.fetch = toFetch(this.send);
    this.limits = {
      retries: settings.UPSTREAM_RETRIES,
      commitAfter: settings.COMMIT_AFTER_SECONDS * 1000,
      firstByte: settings.FIRST_BYTE_TIMEOUT_SECONDS * 1000,
      idle: settings.IDLE_TIMEOUT_SECONDS * 1000,
      total: settings.TOTAL_TIMEOUT_SECONDS * 1000,
    };
    this.unsupportedServerTools = settings.UNSUPPORTED_SERVER_TOOLS;
    this.strict = settings.STRICT;
    this.log = logger;
    this.models = announceKin(catalogue, logger);
  }

  // A property: the context of a named upstream is a copy of the properties.
  readonly noteRetry = (upstream: string): void => {
    this.retries.set(upstream, (this.retries.get(upstream) ?? 0) + 1);
  };

  async onApplicationShutdown(): Promise<void> {
    await this.dispatcher.destroy();
  }
}
