import type { Server } from 'node:http';
import { type BeforeApplicationShutdown, Injectable } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';

/**
 * Node closes idle connections when the server stops, but a connection that turns idle afterwards, at the end of
 * its stream, would hold the process for the keep-alive time.
 */
@Injectable()
export class StopService implements BeforeApplicationShutdown {
  constructor(private readonly host: HttpAdapterHost) {}

  beforeApplicationShutdown(): void {
    const server = this.host.httpAdapter.getHttpServer() as Server;
    setInterval(() => server.closeIdleConnections(), 50).unref();
  }
}
