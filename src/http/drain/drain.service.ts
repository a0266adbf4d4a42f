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

/** Milliseconds between looks for connections that have turned idle: the process may outlive its last stream by 100. */
const POLL_INTERVAL_MS = 20;
/** Looks without an open request after which nobody is about to ask any more. */
const QUIET_LOOKS = 150;
/** Milliseconds in which those who were cut off may read that they were. */
const LAST_WORDS = 1000;
/** Seconds in which the connections of clients that are just asking are told to end, where others have no delay. */
const HANDOVER = 1;

/**
 * The way out. From the first moment on the gateway is not ready; for `SHUTDOWN_DELAY_SECONDS` it still takes what
 * comes; then Nest stops listening, and running answers have `SHUTDOWN_GRACE_SECONDS` to end by themselves.
 *
 * Node closes idle connections when a server stops, but one that turns idle afterwards, at the end of its stream,
 * would hold the process for the keep-alive time.
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

  /** This process goes, the gateway does not: another process of it has taken over. */
  get isReplaced(): boolean {
    return this.replaced;
  }

  /** To be said before the process is told to stop. */
  replace(): void {
    this.replaced = true;
  }

  /** Says nothing, and fails with a retryable `ApiError` when the time of running answers is up. */
  get deadline(): Observable<never> {
    return this.end;
  }

  onApplicationBootstrap(): void {
    // Before anybody else sees a request: clients on kept connections are to make their next one elsewhere.
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
    this.log.info({ open: this.feed.open.size, delay, grace }, 'stopping');
    await sleep(delay * 1000);
    setInterval(() => this.closeUnused(), POLL_INTERVAL_MS).unref();
    setTimeout(() => this.cutOff(), grace * 1000).unref();
  }

  private get server(): Server {
    return this.host.httpAdapter.getHttpServer() as Server;
  }

  /** Node does not count a connection as idle that has never asked anything: a probe's, or one made in advance. */
  private closeUnused(): void {
    this.server.closeIdleConnections();
    this.quietLooks = this.feed.open.size === 0 ? this.quietLooks + 1 : 0;
    if (this.quietLooks > QUIET_LOOKS) this.server.closeAllConnections();
  }

  private cutOff(): void {
    this.log.warn({ open: this.feed.open.size }, 'stopping: the running answers are cut off');
    this.end.error(new ApiError('overloaded_error', 'the gateway is restarting; please try again'));
    setTimeout(() => this.server.closeAllConnections(), LAST_WORDS).unref();
  }
}
