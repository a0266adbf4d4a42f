import { Module } from '@nestjs/common';
import { ModelsModule } from '../models/models.module.js';
import { ExplainController } from './explain.controller.js';
import { MessagesController } from './messages.controller.js';

@Module({ imports: [ModelsModule], controllers: [MessagesController, ExplainController] })
export class MessagesModule {}
