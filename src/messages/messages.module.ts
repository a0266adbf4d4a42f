import { Module } from '@nestjs/common';
import { ModelsModule } from '../models/models.module.js';
import { MessagesController } from './messages.controller.js';

@Module({ imports: [ModelsModule], controllers: [MessagesController] })
export class MessagesModule {}
