import { Injectable } from '@nestjs/common';
import type { Request } from 'express';
import type { GatewayResponse } from './exchange.js';
import { InternalErrors } from './internal-errors.js';
import { Observers } from './observers.js';

/** An exchange with the two ends of its connection. */
export interface WatchedExchange {
  readonly request: Request;
  readonly response: GatewayResponse;
}

/**
 * Notifies those that only observe (log, metrics, health, traces) of every exchange: when it begins, when it is over.
 * No observer can fail with an effect on an exchange.
 */
@Injectable()
export class ExchangeFeed {
  /** Notified a tick after the beginning, when the router has chosen the route. */
  readonly begun: Observers<WatchedExchange>;
  /** Notified a tick after the end, when every stream that the end closes has settled. */
  readonly ended: Observers<WatchedExchange>;
  private readonly running = new Set<WatchedExchange>();

  constructor(errors: InternalErrors) {
    this.begun = new Observers(errors);
    this.ended = new Observers(errors);
  }

  /** Those that have begun and are not over. */
  get open(): ReadonlySet<WatchedExchange> {
    return this.running;
  }

  /** Watches an exchange from now on. */
  watch(watched: WatchedExchange): void {
    this.running.add(watched);
    const end = (): void => {
      this.running.delete(watched);
      this.ended.notify(watched);
    };
    watched.response.once('close', () => setImmediate(end));
    setImmediate(() => this.begun.notify(watched));
  }
}
