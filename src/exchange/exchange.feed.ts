import { Injectable } from '@nestjs/common';
import type { Request } from 'express';
import { type Observable, Subject } from 'rxjs';
import type { GatewayResponse } from './exchange.js';

/** An exchange with the two ends of its connection. */
export interface WatchedExchange {
  readonly request: Request;
  readonly response: GatewayResponse;
}

/** Tells those who only watch (log, metrics, health, traces) of every exchange: when it begins, when it is over. */
@Injectable()
export class ExchangeFeed {
  private readonly running = new Set<WatchedExchange>();
  private readonly beginnings = new Subject<WatchedExchange>();
  private readonly endings = new Subject<WatchedExchange>();

  readonly begun: Observable<WatchedExchange> = this.beginnings;
  readonly ended: Observable<WatchedExchange> = this.endings;

  /** Those that have begun and are not over. */
  get open(): ReadonlySet<WatchedExchange> {
    return this.running;
  }

  /** Watches an exchange from now on. */
  watch(watched: WatchedExchange): void {
    this.running.add(watched);
    const tell = (): void => {
      this.running.delete(watched);
      this.endings.next(watched);
    };
    // A turn later, when everybody who learns something from the end has heard of it.
    watched.response.once('close', () => setImmediate(tell));
    this.beginnings.next(watched);
  }
}
