import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

/** A balancer in front of gateways, that knows of HTTP only how to ask whether one is ready. */
export interface TcpBalancer {
  readonly url: string;
  /** Sends it connections from the moment on at which it is ready, and none when it is not. */
  add(url: string): Promise<void>;
  close(): Promise<void>;
}

interface BalancedServer {
  readonly url: URL;
  ready: boolean;
}

const POLL_INTERVAL_MS = 50;

/** Starts a balancer on the loopback address. New connections go to the ready gateways in turn. */
export async function startTcpBalancer(): Promise<TcpBalancer> {
  const upstreams: BalancedServer[] = [];
  const sockets = new Set<Socket>();
  let turn = 0;
  const server = createServer((client) => {
    const ready = upstreams.filter((upstreamName) => upstreamName.ready);
    const upstreamName = ready[turn++ % ready.length];
    if (upstreamName === undefined) {
      client.destroy();
      return;
    }
    const upstream = connect(Number(upstreamName.url.port), upstreamName.url.hostname);
    for (const [from, to] of [[client, upstream] as const, [upstream, client] as const]) {
      sockets.add(from);
      from.once('close', () => {
        sockets.delete(from);
        to.destroySoon();
      });
      from.on('error', () => to.destroy());
      from.pipe(to);
    }
  });
  const ask = async (upstreamName: BalancedServer): Promise<void> => {
    upstreamName.ready = await fetch(new URL('/health/ready', upstreamName.url), {
      headers: { connection: 'close' },
    }).then(
      ({ ok }) => ok,
      () => false,
    );
  };
  const asking = setInterval(() => upstreams.forEach((upstreamName) => void ask(upstreamName)), POLL_INTERVAL_MS);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async add(url) {
      const upstreamName = { url: new URL(url), ready: false };
      await ask(upstreamName);
      upstreams.push(upstreamName);
    },
    async close() {
      clearInterval(asking);
      server.close();
      for (const socket of sockets) socket.destroy();
      await once(server, 'close');
    },
  };
}
