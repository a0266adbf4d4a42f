import { describe, expect, it } from '@jest/globals';
import { setTimeout as pause } from 'node:timers/promises';
import { BUILT, type OpenWire, useAllWires } from '../kit/harness/all-wires.js';
import { askGateway, question, StreamReader } from '../kit/client/ask-gateway.js';
import type { Received } from '../kit/upstreams/script.types.js';

const NEVER = new Promise<never>(() => undefined);
const MINUTE = 60_000;

/** No time limit of the gateway ends a request within this test: an upstream that is left was left by the client. */
const open = useAllWires(() => ({ stream, items }) => {
  const silent = !stream || items.some((item) => item.kind === 'text' && item.text === 'Say nothing.');
  return silent ? NEVER : { says: [{ text: 'first' }, { wait: NEVER }] };
});

/** The request that the upstream gets after those it has, as soon as it is there. */
async function nextAfter({ upstream: { received } }: OpenWire, count: number): Promise<Received> {
  while (received[count]?.conversation === undefined) await pause(5);
  return received[count];
}

describe.each(BUILT)('a client of $name that leaves', ({ name }) => {
  it.each([
    ['before the first byte', true, 'Say nothing.'],
    ['before the first byte of a whole answer', false, 'Say nothing.'],
    ['in the middle of a silence', true, 'Say something.'],
  ])(
    'makes the gateway leave the upstream: %s',
    async (_, stream, content) => {
      const wire = open(name);
      const before = wire.upstream.received.length;
      const client = new AbortController();
      const body = question({ model: wire.model, stream, messages: [{ role: 'user', content }] });
      const response = askGateway(wire.gateway, { body, signal: client.signal });
      response.catch(() => undefined);
      const received = await nextAfter(wire, before);
      if (content === 'Say something.') await new StreamReader(await response).until('first');
      expect(received.hungUp).toBe(false);
      client.abort();
      expect(await received.over).toBe(true);
    },
    MINUTE,
  );
});
