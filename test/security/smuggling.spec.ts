import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { once } from 'node:events';
import { connect } from 'node:net';
import { startFaultUpstream, type FaultUpstream } from '../kit/faults/fault-upstream.js';
import { type GatewayProcess, startGateway, TOKEN } from '../kit/process/gateway-process.js';
import { ROUTES } from '../kit/harness/wires.js';

const MINUTE = 60_000;
const route = ROUTES.find(({ name }) => name === 'openai-chat')!;
const BODY = JSON.stringify({ model: 'claude-opus-5-5', max_tokens: 9, messages: [{ role: 'user', content: 'Hi' }] });

let upstream: FaultUpstream;
let gateway: GatewayProcess;
beforeAll(async () => {
  upstream = await startFaultUpstream(route.wire, 'Well.');
  gateway = await startGateway(route.settings(upstream.url));
}, MINUTE);
afterAll(async () => {
  await gateway.stop();
  await upstream.close();
}, MINUTE);

/** Sends these bytes over one connection. Returns what comes back until it is closed, or holds so many statuses. */
async function send(bytes: string, enough = Infinity): Promise<string> {
  const { hostname, port } = new URL(gateway.url);
  const socket = connect(Number(port), hostname);
  let received = '';
  socket.setEncoding('latin1').on('data', (text: string) => {
    received += text;
    if (statuses(received).length >= enough) socket.destroy();
  });
  socket.on('error', () => undefined);
  // Not ended: a client that closes its side counts as gone.
  socket.write(bytes);
  await once(socket, 'close');
  return received;
}

const statuses = (received: string): string[] =>
  [...received.matchAll(/HTTP\/1\.1 (\d+)/g)].map(([, status]) => status!);

const head = (...lines: string[]): string =>
  ['POST /v1/messages HTTP/1.1', 'host: gateway', `x-api-key: ${TOKEN}`, ...lines, '', ''].join('\r\n');
const chunked = `${BODY.length.toString(16)}\r\n${BODY}\r\n0\r\n\r\n`;
const HIDDEN = 'GET /v1/models HTTP/1.1\r\nhost: gateway\r\n\r\n';

describe('a request of which two ends could be found', () => {
  it.each([
    ['a length and chunks', head(`content-length: ${BODY.length}`, 'transfer-encoding: chunked') + chunked],
    ['two lengths', head(`content-length: ${BODY.length}`, 'content-length: 3') + BODY],
    ['a length that is none', head(`content-length: +${BODY.length}`) + BODY],
    ['chunks under another name', head('transfer-encoding: xchunked') + chunked],
    ['chunks that are not last', head('transfer-encoding: chunked, identity') + chunked],
    ['a size of a chunk that is none', head('transfer-encoding: chunked') + `0x${chunked}`],
    ['a header that is folded', head('x-a: b\r\n content-length: 3') + BODY],
    ['a name with a blank', head(`content-length : ${BODY.length}`) + BODY],
    ['lines that end in a line feed', head(`content-length: ${BODY.length}`).replaceAll('\r\n', '\n') + BODY],
  ])('is refused: %s', async (_, bytes) => {
    const requested = upstream.paths.length;
    // What is hidden behind it is never taken for a request.
    expect(statuses(await send(bytes + HIDDEN))).toEqual(['400']);
    expect(upstream.paths).toHaveLength(requested);
  });

  it('and one after the other is answered twice', async () => {
    const one = head(`content-length: ${BODY.length}`) + BODY;
    expect(statuses(await send(one + one, 2))).toEqual(['200', '200']);
  });
});

describe('headers beyond measure', () => {
  it.each([
    ['too long', head(`x-long: ${'a'.repeat(20_000)}`)],
    ['too many', head(...Array.from({ length: 300 }, (_, i) => `x-${i}: 1`), 'content-length: 2') + '{}'],
  ])('are refused: %s', async (_, bytes) => {
    expect(statuses(await send(bytes, 1))).toEqual(['431']);
  });
});
