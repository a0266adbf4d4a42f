import { Global, Module } from '@nestjs/common';
import { PinoLogger } from 'nestjs-pino';
import { CatalogueSettings } from './catalogue.settings.js';
import { CatalogueService } from './catalogue.service.js';

@Global()
@Module({
  providers: [
    {
      provide: CatalogueService,
      inject: [CatalogueSettings, PinoLogger],
      useFactory: ({ MODELS_FILE: path }: CatalogueSettings, log: PinoLogger) => CatalogueService.open(path, log),
    },
  ],
  exports: [CatalogueService],
})
export class CatalogueModule {}
