import { Injectable } from '@nestjs/common';
import type { Channel } from '../../../ipc/channel.js';
import { REQUEST_RECORD } from './topics.js';

/** In the primary: passes on to each worker what the others recorded, so that any of them can show the status page. */
@Injectable()
export class RecordBroadcaster {
  private readonly workers = new Set<Channel>();

  /** Hears a worker, and tells it what others say. */
  serve(worker: Channel): void {
    this.workers.add(worker);
    worker.handle(REQUEST_RECORD, (record) => {
      for (const other of this.workers) if (other !== worker) other.notify(REQUEST_RECORD, record);
    });
    worker.gone.addEventListener('abort', () => this.workers.delete(worker));
  }
}
