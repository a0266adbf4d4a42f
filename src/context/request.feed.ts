import { Injectable } from '@nestjs/common';
import type { Request } from 'express';
import type { GatewayResponse } from './request-context.js';
import { InternalErrors } from './internal-errors.js';
import { Observers } from './observers.js';

/** A request with the two ends of its connection. */
export interface ObservedRequest {
  readonly request: Request;
  readonly response: GatewayResponse;
}

/**
 * Notifies the observers (log, metrics, health, traces) of every request: when it begins, when it is over. A failing
 * observer has no effect on the request.
 */
@Injectable()
export class RequestFeed {
  /** Notified a tick after the beginning, when the router has chosen the route. */
  readonly started: Observers<ObservedRequest>;
  /** Notified a tick after the end, when every stream that the end closes has settled. */
  readonly ended: Observers<ObservedRequest>;
  private readonly running = new Set<ObservedRequest>();

  constructor(errors: InternalErrors) {
    this.started = new Observers(errors);
    this.ended = new Observers(errors);
  }

  /** Those that have begun and are not over. */
  get open(): ReadonlySet<ObservedRequest> {
    return this.running;
  }

  /** Observes a request from now on. */
  watch(watched: ObservedRequest): void {
    this.running.add(watched);
    const end = (): void => {
      this.running.delete(watched);
      this.ended.notify(watched);
    };
    watched.response.once('close', () => setImmediate(end));
    setImmediate(() => this.started.notify(watched));
  }
}
