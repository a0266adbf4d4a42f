import { startGateway, type GatewayProcess } from '../process/gateway-process.js';
import type { Script } from '../upstreams/script.types.js';
import { startUpstream, type Upstream } from '../upstreams/upstream-server.js';
import type { Route } from './wires.js';

/** The built gateway before a fake upstream. What the upstream plays may be changed at any time. */
export interface Harness {
  readonly gateway: GatewayProcess;
  readonly upstream: Upstream;
  script: Script;
  clear(): Promise<void>;
}

/** A harness for a route; without settings of its own the gateway repeats nothing. */
export async function createHarness(
  route: Route,
  script: Script,
  settings: Record<string, string> = {},
): Promise<Harness> {
  const upstream = await startUpstream(route.wire, (...shown) => harness.script(...shown));
  const gateway = await startGateway({ UPSTREAM_RETRIES: '0', ...route.settings(upstream.url), ...settings }).catch(
    async (error: unknown) => {
      await upstream.close();
      throw error;
    },
  );
  const harness: Harness = {
    gateway,
    upstream,
    script,
    async clear() {
      await gateway.stop();
      await upstream.close();
    },
  };
  return harness;
}
