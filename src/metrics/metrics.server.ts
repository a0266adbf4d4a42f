import { once } from 'node:events';
import { createServer, type Server, type ServerResponse } from 'node:http';
import { Injectable, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { PinoLogger } from 'nestjs-pino';
import { HouseSettings } from '../config/house.settings.js';
import { SettingsError } from '../config/settings.error.js';
import { MetricsService } from './metrics.service.js';

/** The metrics on a port of their own, open to all who reach it; also while the gateway drains. */
@Injectable()
export class MetricsServer implements OnApplicationBootstrap, OnApplicationShutdown {
  private server: Server | undefined;

  constructor(
    private readonly settings: HouseSettings,
    private readonly metrics: MetricsService,
    private readonly log: PinoLogger,
  ) {}

  /** @throws SettingsError where the port cannot be had */
  async onApplicationBootstrap(): Promise<void> {
    const { METRICS_PORT: port, HOST: host } = this.settings;
    if (port === undefined) return;
    const server = createServer((request, response) => {
      if (request.url?.split('?')[0] === '/metrics' && request.method === 'GET') void this.answer(response);
      else response.writeHead(404).end();
    });
    try {
      await once(server.listen(port, host), 'listening');
    } catch (error) {
      throw new SettingsError([`METRICS_PORT: ${error instanceof Error ? error.message : String(error)}`]);
    }
    this.server = server;
  }

  onApplicationShutdown(): void {
    this.server?.close();
    this.server?.closeAllConnections();
  }

  private async answer(response: ServerResponse): Promise<void> {
    try {
      const text = await this.metrics.text();
      response.writeHead(200, { 'content-type': this.metrics.contentType }).end(text);
    } catch (err) {
      this.log.error({ err }, 'the metrics could not be read');
      response.writeHead(500).end();
    }
  }
}
