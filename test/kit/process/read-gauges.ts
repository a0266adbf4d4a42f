import { TOKEN, type GatewayProcess } from './gateway-process.js';

/** What a gateway holds at this moment, as its own metrics tell. */
export interface Gauges {
  readonly sockets: number;
  readonly timers: number;
  /** Bytes of the JavaScript heap in use, and of buffers outside of it. */
  readonly memory: number;
  /** Bytes of the process that are in memory. */
  readonly resident: number;
}

/** Asks a gateway for what it holds; the connection that asks is counted. */
export async function readGauges({ url }: Pick<GatewayProcess, 'url'>): Promise<Gauges> {
  const response = await fetch(`${url}/metrics`, { headers: { 'x-api-key': TOKEN, connection: 'close' } });
  const text = await response.text();
  const figure = (name: string): number =>
    Number(
      text
        .split('\n')
        .find((line) => line.startsWith(name))
        ?.split(' ')[1] ?? 0,
    );
  return {
    sockets: figure('nodejs_active_resources{type="TCPSocketWrap"}'),
    timers: figure('nodejs_active_resources{type="Timeout"}'),
    memory: figure('nodejs_heap_size_used_bytes') + figure('nodejs_external_memory_bytes'),
    resident: figure('process_resident_memory_bytes'),
  };
}
