import { type MiddlewareConsumer, Module, type NestModule, type OnApplicationShutdown } from '@nestjs/common';
import { LoggerModule } from 'nestjs-pino';
import { MessagesSettings } from '../../http/messages/messages.settings.js';
import { LoggingSettings } from './logging.settings.js';
import { SecretValues } from '../../config/secrets/secret-values.js';
import { CostModule } from '../cost/cost.module.js';
import type { GatewayResponse } from '../../context/request-context.js';
import { PRIMARY } from '../../ipc/channel.module.js';
import { BodyLogMiddleware } from './body-log.middleware.js';
import { createLogOutput } from './create-log-output.js';
import { createLogger } from './create-logger.js';
import { LogOutput } from './log-output.js';
import { RequestLogService } from './request-log.service.js';

@Module({
  providers: [{ provide: LogOutput, inject: [LoggingSettings, SecretValues, PRIMARY], useFactory: createLogOutput }],
  exports: [LogOutput],
})
class LogOutputModule {}

/** The log: lines within a request have its id, and one line of the gateway's own reports how it ended. */
@Module({
  imports: [
    CostModule,
    LogOutputModule,
    LoggerModule.forRootAsync({
      imports: [LogOutputModule],
      inject: [LoggingSettings, LogOutput],
      useFactory: (settings: LoggingSettings, output: LogOutput) => ({
        pinoHttp: {
          logger: createLogger(settings, output),
          autoLogging: false,
          quietReqLogger: true,
          quietResLogger: true,
          customAttributeKeys: { reqId: 'request_id' },
          genReqId: (_request, response) => (response as GatewayResponse).locals.requestContext.requestId,
          // The default would copy headers, credentials included, before anything is written.
          serializers: { req: () => undefined, res: () => undefined },
        },
      }),
    }),
  ],
  providers: [RequestLogService],
  exports: [LogOutputModule],
})
export class LoggingModule implements NestModule, OnApplicationShutdown {
  constructor(
    private readonly settings: MessagesSettings,
    private readonly output: LogOutput,
  ) {}

  configure(consumer: MiddlewareConsumer): void {
    if (this.settings.LOG_BODIES) consumer.apply(BodyLogMiddleware).forRoutes('v1/{*path}');
  }

  /** Later lines are still written, but synchronously. */
  async onApplicationShutdown(): Promise<void> {
    await this.output.end();
  }
}
