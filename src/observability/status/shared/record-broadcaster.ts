import { Injectable } from '@nestjs/common';
import type { Channel } from '../../../ipc/channel.js';
import { REQUEST_RECORD } from './topics.js';

/** In the primary: forwards each worker's records to the others, so that any of them can serve the status page. */
@Injectable()
export class RecordBroadcaster {
  private readonly workers = new Set<Channel>();

  /** Forwards the records of a worker, and sends it those of the others. */
  serve(worker: Channel): void {
    this.workers.add(worker);
    worker.handle(REQUEST_RECORD, (record) => {
      for (const other of this.workers) if (other !== worker) other.notify(REQUEST_RECORD, record);
    });
    worker.gone.addEventListener('abort', () => this.workers.delete(worker));
  }
}
