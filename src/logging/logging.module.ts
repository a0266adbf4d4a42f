import { type MiddlewareConsumer, Module, type NestModule } from '@nestjs/common';
import { LoggerModule } from 'nestjs-pino';
import { HouseSettings } from '../config/house.settings.js';
import type { GatewayResponse } from '../exchange/exchange.js';
import { createLogger } from './create-logger.js';
import { RequestLogMiddleware } from './request-log.middleware.js';

/** The log: lines within a request bear its id, and one line of our own tells how it ended. */
@Module({
  imports: [
    LoggerModule.forRootAsync({
      inject: [HouseSettings],
      useFactory: (settings: HouseSettings) => ({
        pinoHttp: {
          logger: createLogger(settings),
          autoLogging: false,
          quietReqLogger: true,
          quietResLogger: true,
          customAttributeKeys: { reqId: 'request_id' },
          genReqId: (_request, response) => (response as GatewayResponse).locals.exchange.requestId,
          // The default would copy headers, credentials included, before anything is written.
          serializers: { req: () => undefined, res: () => undefined },
        },
      }),
    }),
  ],
})
export class LoggingModule implements NestModule {
  configure(consumer: MiddlewareConsumer): void {
    consumer.apply(RequestLogMiddleware).forRoutes('{*path}');
  }
}
