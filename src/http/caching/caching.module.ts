import { Module } from '@nestjs/common';
import { CacheBreaks } from './cache-breaks.js';

/** The count of lost caches, which the metrics read. */
@Module({ providers: [CacheBreaks], exports: [CacheBreaks] })
export class CachingModule {}
