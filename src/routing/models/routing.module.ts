import { Module } from '@nestjs/common';
import { ModelsService } from './models.service.js';

/** Decides the route of a model name. */
@Module({ providers: [ModelsService], exports: [ModelsService] })
export class RoutingModule {}
