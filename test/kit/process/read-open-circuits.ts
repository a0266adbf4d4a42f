import { TOKEN, type GatewayProcess } from './gateway-process.js';

/** Providers whose circuit is open, by the gateway's metrics. */
export async function readOpenCircuits({ url }: Pick<GatewayProcess, 'url'>): Promise<string[]> {
  const response = await fetch(`${url}/metrics`, { headers: { 'x-api-key': TOKEN } });
  const open = (await response.text()).matchAll(/^gateway_circuit_open\{provider="([^"]+)"\} 1$/gm);
  return Array.from(open, ([, provider]) => provider!);
}
