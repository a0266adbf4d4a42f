import { createApp } from '../../src/app/create-app.js';
import { startGateway } from '../kit/process/gateway-process.js';

/** A gateway of its own, with caches of its own, as each worker of a machine is. */
export interface Worker {
  readonly url: string;
  stop(): Promise<unknown>;
}

/**
 * Starts one in this process; in a process of its own where Google's library is to find its metadata server, whose
 * address it reads from the environment of the process.
 */
export async function startWorker(settings: Readonly<Record<string, string>>): Promise<Worker> {
  const environment = { LOG_LEVEL: 'silent', UPSTREAM_RETRIES: '0', ...settings };
  if ('GCE_METADATA_HOST' in settings) return startGateway({ ...environment, ANTHROPIC_AUTH_TOKEN: 't' });
  const app = await createApp({ environment });
  await app.listen(0, '127.0.0.1');
  return { url: await app.getUrl(), stop: () => app.close() };
}
