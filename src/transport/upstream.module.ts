import { Module } from '@nestjs/common';
import { TokensModule } from './tokens.module.js';
import { UpstreamContext } from './upstream.context.js';

@Module({ imports: [TokensModule], providers: [UpstreamContext], exports: [UpstreamContext] })
export class UpstreamModule {}
