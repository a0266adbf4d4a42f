import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

/** A balancer in front of gateways, that knows of HTTP only how to ask whether one is ready. */
export interface TcpBalancer {
  readonly url: string;
  /** Sends it connections from the moment on at which it is ready, and none when it is not. */
  add(url: string): Promise<void>;
  close(): Promise<void>;
}

interface Backend {
  readonly url: URL;
  ready: boolean;
}

const ASK_EVERY = 50;

/** Starts a balancer on the loopback address. New connections go to the ready gateways in turn. */
export async function startTcpBalancer(): Promise<TcpBalancer> {
  const backends: Backend[] = [];
  const sockets = new Set<Socket>();
  let turn = 0;
  const server = createServer((client) => {
    const ready = backends.filter((backend) => backend.ready);
    const backend = ready[turn++ % ready.length];
    if (backend === undefined) {
      client.destroy();
      return;
    }
    const upstream = connect(Number(backend.url.port), backend.url.hostname);
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
  const ask = async (backend: Backend): Promise<void> => {
    backend.ready = await fetch(new URL('/health/ready', backend.url), { headers: { connection: 'close' } }).then(
      ({ ok }) => ok,
      () => false,
    );
  };
  const asking = setInterval(() => backends.forEach((backend) => void ask(backend)), ASK_EVERY);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async add(url) {
      const backend = { url: new URL(url), ready: false };
      await ask(backend);
      backends.push(backend);
    },
    async close() {
      clearInterval(asking);
      server.close();
      for (const socket of sockets) socket.destroy();
      await once(server, 'close');
    },
  };
}
