import { AsyncLocalStorage } from 'node:async_hooks';
import { Injectable, type OnApplicationShutdown, type OnModuleInit } from '@nestjs/common';
import { PinoLogger } from 'nestjs-pino';
import { TracingSettings } from './tracing.settings.js';
import { RequestFeed, type ObservedRequest } from '../../context/request.feed.js';
import type { GatewayResponse } from '../../context/request-context.js';
import { InternalErrors } from '../../context/internal-errors.js';
import { PropagatedHeaders } from '../../context/propagated-headers.js';
import type { Telemetry, Trace } from './telemetry.types.js';

/** Traces of requests, where a collector is set; otherwise no tracing code is loaded. */
@Injectable()
export class TracingService implements OnModuleInit, OnApplicationShutdown {
  private telemetry: Telemetry | undefined;
  private readonly current = new AsyncLocalStorage<Trace>();
  private readonly traces = new WeakMap<GatewayResponse, Trace>();

  constructor(
    private readonly settings: TracingSettings,
    private readonly feed: RequestFeed,
    private readonly errors: InternalErrors,
    private readonly propagated: PropagatedHeaders,
    private readonly log: PinoLogger,
  ) {}

  get isOn(): boolean {
    return this.settings.OTEL_EXPORTER_OTLP_ENDPOINT !== undefined;
  }

  async onModuleInit(): Promise<void> {
    if (!this.isOn) return;
    const { OpenTelemetry } = await import('./open-telemetry.js');
    this.telemetry = new OpenTelemetry(this.settings);
    this.propagated.read = () => this.current.getStore()?.headers;
    this.feed.ended.add('traces', ({ response }) => this.traces.get(response)?.end());
  }

  async onApplicationShutdown(): Promise<void> {
    // An unreachable collector must not make the shutdown fail.
    await this.telemetry?.shutdown().catch((err: unknown) => this.log.warn({ err }, 'the last traces are lost'));
  }

  /** Traces a request; everything that `within` starts, in this tick and later ones, belongs to the trace. */
  trace(watched: ObservedRequest, within: () => void): void {
    const trace = this.errors.shield('traces', () => this.telemetry?.begin(watched));
    if (trace === undefined) {
      within();
      return;
    }
    this.traces.set(watched.response, trace);
    this.current.run(trace, within);
  }
}
