import cluster from 'node:cluster';
import { Global, Module } from '@nestjs/common';
import { isWorker } from './worker-mark.js';
import { Channel } from './channel.js';

/** A worker's channel to its primary; undefined in a gateway of one process, and in the primary. */
export const PRIMARY = Symbol('the channel to the primary');

/** For modules that, in a worker, delegate to the primary. */
@Global()
@Module({
  providers: [
    {
      provide: PRIMARY,
      useFactory: () => (isWorker() && cluster.worker !== undefined ? new Channel(cluster.worker) : undefined),
    },
  ],
  exports: [PRIMARY],
})
export class ChannelModule {}
