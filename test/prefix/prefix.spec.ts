import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { JsonObject } from '../kit/upstreams/script.types.js';
import { startUpstream, type Upstream } from '../kit/upstreams/upstream-server.js';
import { askTurn, type Message, OPENING } from '../presets/agent-client.js';
import { generateSession, toMessages, toSaid } from './generate-session.js';
import { later } from './later.js';
import { startWorker, type Worker } from './start-worker.js';
import { PREFIX_WIRES } from './prefix-wires.js';

const TURNS = 50;
const HALF = TURNS / 2;
const SEED = Number(process.env.FUZZ_SEED ?? Date.now() % 0x7fff_ffff);
const SESSION = generateSession(TURNS, SEED);

/** The parts of a body that a server keeps as the prefix of a prompt: what stands before the conversation, and its items. */
function partsOf(body: JsonObject): { head: string; items: readonly string[] } {
  const items = (body.messages ?? body.input ?? body.contents) as readonly object[];
  const { system, instructions, systemInstruction, tools } = body;
  return {
    head: JSON.stringify([system, instructions, systemInstruction, tools]),
    items: items.map((item) => JSON.stringify(item)),
  };
}

describe.each(PREFIX_WIRES)(`a session of ${TURNS} turns (FUZZ_SEED=${SEED}) over $name`, (wire) => {
  let upstream: Upstream;
  const workers: Worker[] = [];

  beforeAll(async () => {
    let turn = 0;
    const rule = wire.rule ?? (() => undefined);
    upstream = await startUpstream(later(wire.wire, HALF, rule), () => {
      const number = turn++;
      return { says: toSaid(SESSION[number]!, number, wire.forwards) };
    });
    for (let i = 0; i < 2; i++) workers.push(await startWorker(wire.settings(upstream.url)));
  });

  afterAll(async () => {
    for (const worker of workers) await worker.stop();
    await upstream.close();
  });

  it('gives the same bytes for what was said, on every turn and from every worker', async () => {
    const messages: Message[] = [...OPENING];
    for (const [number, turn] of SESSION.entries()) {
      const answer = await askTurn(workers[number % 2]!.url, wire.model, messages);
      messages.push(...toMessages(turn, answer));
    }
    // Each worker is taught once.
    expect(upstream.refused).toHaveLength(wire.rule === undefined ? 0 : 2);
    const taken = upstream.received.filter(({ conversation }) => conversation !== undefined);
    const prompts = taken.map(({ body }) => partsOf(body as JsonObject));
    expect(prompts).toHaveLength(TURNS);
    for (const half of [prompts.slice(0, HALF), prompts.slice(HALF)])
      for (const [i, { head, items }] of half.entries()) {
        const before = half[i - 1] ?? half[0]!;
        expect(head).toBe(before.head);
        expect(items.slice(0, before.items.length)).toEqual(before.items);
      }
  });
});
