import { Global, Module } from '@nestjs/common';
import { PinoLogger } from 'nestjs-pino';
import { GatewaySettings } from '../config/gateway.settings.js';
import { CatalogueService } from './catalogue.service.js';

@Global()
@Module({
  providers: [
    {
      provide: CatalogueService,
      inject: [GatewaySettings, PinoLogger],
      useFactory: ({ MODELS_FILE: path }: GatewaySettings, log: PinoLogger) => CatalogueService.open(path, log),
    },
  ],
  exports: [CatalogueService],
})
export class CatalogueModule {}
