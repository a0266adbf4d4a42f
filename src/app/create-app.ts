import type { Server } from 'node:http';
import type { Type } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import type { ProviderPlugin } from '@gateway/provider-kit';
import { Logger } from 'nestjs-pino';
import { AppModule } from './app.module.js';
import { toTrustedProxies } from '../config/trusted-proxies.js';
import { ServerSettings } from '../config/server.settings.js';
import type { Environment } from '../config/environment.types.js';
import { readEnvironment } from '../config/read-environment.js';
import { beginRequest } from '../context/request-context.js';
import { answerUnreadable } from '../http/errors/answer-unreadable.js';
import { acceptRepeatedVersion } from '../http/messages/accept-repeated-version.js';
import { PLUGINS } from '../plugins.js';
import { loadPlugins } from '../routing/registry/load-plugins.js';

export interface AppOptions {
  /** Absent: those of `PLUGINS`, and those that the environment names. */
  readonly plugins?: readonly Type<ProviderPlugin>[];
  readonly environment?: Environment;
}

/** Longer than the idle time of common load balancers (60 s), which must close connections first. */
const KEEP_ALIVE = 75_000;

/**
 * The gateway, ready to listen.
 *
 * @throws SettingsError that lists every mistake in the environment
 */
export async function createApp(options: AppOptions = {}): Promise<NestExpressApplication> {
  const { environment = readEnvironment() } = options;
  const plugins = options.plugins ?? [...PLUGINS, ...(await loadPlugins(environment))];
  const app = await NestFactory.create<NestExpressApplication>(await AppModule.forRoot(plugins, environment), {
    // The gateway reads the body itself, after the guards.
    bodyParser: false,
    abortOnError: false,
    // Nest would print the error of a failed start, with credentials of a URL; the error is thrown as well.
    logger: ['fatal', 'warn'],
  });
  app.disable('etag').disable('x-powered-by');
  const { TRUST_PROXY } = app.get(ServerSettings);
  if (TRUST_PROXY !== undefined) app.set('trust proxy', toTrustedProxies(TRUST_PROXY));
  const log = app.get(Logger);
  app.use(beginRequest);
  app.use(acceptRepeatedVersion((path) => log.warn(`${path}: the base URL of a client must not end with /v1`)));
  await app.init();
  app.useLogger(log);
  const server: Server = app.getHttpServer();
  answerUnreadable(server);
  server.keepAliveTimeout = KEEP_ALIVE;
  server.headersTimeout = KEEP_ALIVE + 5_000;
  return app;
}
