import { Module } from '@nestjs/common';
import { RoutingModule } from '../../routing/models/routing.module.js';
import { ModelsController } from './models.controller.js';
import { OfferedModelsService } from './offered-models.service.js';

@Module({ imports: [RoutingModule], controllers: [ModelsController], providers: [OfferedModelsService] })
export class ModelsModule {}
