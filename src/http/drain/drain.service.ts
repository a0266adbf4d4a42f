import type { Server } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import {
  type BeforeApplicationShutdown,
  Injectable,
  type OnApplicationBootstrap,
  type OnModuleDestroy,
} from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import { ApiError } from '@gateway/protocol';
import { PinoLogger } from 'nestjs-pino';
import { type Observable, Subject } from 'rxjs';
import { DrainSettings } from './drain.settings.js';
import { RequestFeed } from '../../context/request.feed.js';

/** Milliseconds between checks for idle connections: the process may outlive its last stream by 100. */
const POLL_INTERVAL_MS = 20;
/** Checks without an open request after which no new one is expected. */
const QUIET_LOOKS = 150;
/** Milliseconds for clients to read the error of a response that was cut off. */
const LAST_WORDS = 1000;
/** Seconds in which connections with a request are closed after it, where no delay is set. */
const HANDOVER = 1;

/**
 * Graceful shutdown. At once the gateway reports that it is not ready; for `SHUTDOWN_DELAY_SECONDS` it still accepts
 * requests; then Nest stops listening, and running responses have `SHUTDOWN_GRACE_SECONDS` to end by themselves.
 * Node closes idle connections when a server stops, but one that becomes idle afterwards, at the end of its stream,
 * would keep the process running for the keep-alive time.
 */
@Injectable()
export class DrainService implements OnApplicationBootstrap, OnModuleDestroy, BeforeApplicationShutdown {
  private draining = false;
  private replaced = false;
  private quietLooks = 0;
  private readonly end = new Subject<never>();

  constructor(
    private readonly host: HttpAdapterHost,
    private readonly settings: DrainSettings,
    private readonly feed: RequestFeed,
    private readonly log: PinoLogger,
  ) {}

  get isDraining(): boolean {
    return this.draining;
  }

  /** This process ends, the gateway does not: another worker has replaced it. */
  get isReplaced(): boolean {
    return this.replaced;
  }

  /** To be called before the process is stopped. */
  replace(): void {
    this.replaced = true;
  }

  /** Emits nothing, and fails with a retryable `ApiError` when the grace period is over. */
  get deadline(): Observable<never> {
    return this.end;
  }

  onApplicationBootstrap(): void {
    // Before any other listener: clients on kept connections are to send their next request elsewhere.
    this.server.prependListener('request', (_request, response) => {
      if (this.draining) response.setHeader('connection', 'close');
    });
  }

  onModuleDestroy(): void {
    this.draining = true;
  }

  async beforeApplicationShutdown(): Promise<void> {
    const { SHUTDOWN_DELAY_SECONDS, SHUTDOWN_GRACE_SECONDS: grace } = this.settings;
    const delay = this.replaced ? Math.max(SHUTDOWN_DELAY_SECONDS, HANDOVER) : SHUTDOWN_DELAY_SECONDS;
    const open = this.feed.open.size;
    this.log.info({ open, delay, grace }, toNotice(open, delay + grace));
    await sleep(delay * 1000);
    setInterval(() => this.closeUnused(), POLL_INTERVAL_MS).unref();
    setTimeout(() => this.cutOff(), grace * 1000).unref();
  }

  private get server(): Server {
    return this.host.httpAdapter.getHttpServer() as Server;
  }

  /** Node does not count a connection without a first request as idle: a probe's, or one that was opened in advance. */
  private closeUnused(): void {
    this.server.closeIdleConnections();
    this.quietLooks = this.feed.open.size === 0 ? this.quietLooks + 1 : 0;
    if (this.quietLooks > QUIET_LOOKS) this.server.closeAllConnections();
  }

  private cutOff(): void {
    this.log.warn({ open: this.feed.open.size }, 'stopping: the running responses are cut off');
    this.end.error(new ApiError('overloaded_error', 'the gateway is restarting; please try again'));
    setTimeout(() => this.server.closeAllConnections(), LAST_WORDS).unref();
  }
}

/** @param seconds that open responses have at most */
function toNotice(open: number, seconds: number): string {
  if (open === 0) return 'stopping';
  return `stopping: open responses (${open}) have up to ${seconds} s to end; a second signal ends them now`;
}
