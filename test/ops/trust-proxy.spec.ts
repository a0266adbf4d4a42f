import { afterEach, expect, it } from '@jest/globals';
import { type GatewayProcess, startGateway } from '../kit/process/gateway-process.js';

let gateway: GatewayProcess | undefined;

afterEach(() => gateway?.stop());

it.each([
  ['nobody is trusted', {}, '127.0.0.1'],
  ['another one is trusted', { TRUST_PROXY: '10.0.0.0/8' }, '127.0.0.1'],
  ['this one is trusted', { TRUST_PROXY: 'loopback' }, '198.51.100.7'],
  ['this one and the one before it', { TRUST_PROXY: '127.0.0.0/8, 198.51.100.7' }, '203.0.113.9'],
  ['two are trusted', { TRUST_PROXY: '2' }, '203.0.113.9'],
])(
  'the log tells the address of the client: %s',
  async (_name, settings: Record<string, string>, client) => {
    gateway = await startGateway(settings);
    const headers = { 'x-forwarded-for': '192.0.2.1, 203.0.113.9, 198.51.100.7' };
    await (await fetch(`${gateway.url}/v1/models`, { headers })).text();
    await gateway.stop();
    expect(gateway.log()).toContain(`"client":"${client}"`);
  },
  60_000,
);

it('a proxy that cannot be is a mistake at the start', async () => {
  await expect(startGateway({ TRUST_PROXY: 'everybody' })).rejects.toThrow('TRUST_PROXY: must be addresses');
}, 60_000);
