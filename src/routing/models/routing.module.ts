import { Module } from '@nestjs/common';
import { ModelsService } from './models.service.js';

/** Where a model name goes. */
@Module({ providers: [ModelsService], exports: [ModelsService] })
export class RoutingModule {}
