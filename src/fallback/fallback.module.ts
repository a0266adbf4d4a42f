import { Module } from '@nestjs/common';
import { ModelsModule } from '../models/models.module.js';
import { FallbackService } from './fallback.service.js';

@Module({ imports: [ModelsModule], providers: [FallbackService], exports: [FallbackService] })
export class FallbackModule {}
