import { Injectable } from '@nestjs/common';
import type { Request } from 'express';
import type { GatewayResponse } from './request-context.js';
import { InternalErrors } from './internal-errors.js';
import { Observers } from './observers.js';

/** An exchange with the two ends of its connection. */
export interface ObservedRequest {
  readonly request: Request;
  readonly response: GatewayResponse;
}

/**
 * Notifies those that only observe (log, metrics, health, traces) of every exchange: when it begins, when it is over.
 * No observer can fail with an effect on an exchange.
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

  /** Watches an exchange from now on. */
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
