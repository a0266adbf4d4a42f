import { once } from 'node:events';
import { createServer, type Server, type ServerResponse } from 'node:http';
import { Inject, Injectable, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { PinoLogger } from 'nestjs-pino';
import { ServerSettings } from '../../config/server.settings.js';
import { SettingsError } from '../../config/settings.error.js';
import { findForeignPage } from '../../http/auth/find-foreign-page.js';
import type { Channel } from '../../ipc/channel.js';
import { PRIMARY } from '../../ipc/channel.module.js';
import { MetricsSettings } from './metrics.settings.js';
import { MetricsPage } from './metrics-page.js';

/**
 * The metrics on a port of their own, without a token, and for no web page of another origin; also while the gateway
 * drains.
 */
@Injectable()
export class MetricsServer implements OnApplicationBootstrap, OnApplicationShutdown {
  private server: Server | undefined;

  constructor(
    private readonly settings: MetricsSettings,
    private readonly address: ServerSettings,
    private readonly page: MetricsPage,
    private readonly log: PinoLogger,
    @Inject(PRIMARY) private readonly primary: Channel | undefined,
  ) {}

  /** @throws SettingsError where the port is not available */
  async onApplicationBootstrap(): Promise<void> {
    const { METRICS_PORT: port } = this.settings;
    // Of several processes only the primary has this port.
    if (port === undefined || this.primary !== undefined) return;
    const { HOST } = this.address;
    const server = createServer((request, response) => {
      const { url, method, headers } = request;
      if (findForeignPage(headers, HOST) !== undefined) response.writeHead(403).end();
      else if (url?.split('?')[0] === '/metrics' && method === 'GET') void this.answer(response);
      else response.writeHead(404).end();
    });
    try {
      await once(server.listen(port, HOST), 'listening');
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
      const text = await this.page.text();
      response.writeHead(200, { 'content-type': this.page.contentType }).end(text);
    } catch (err) {
      this.log.error({ err }, 'the metrics could not be read');
      response.writeHead(500).end();
    }
  }
}
