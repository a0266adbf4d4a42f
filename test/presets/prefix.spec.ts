import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { createApp } from '../../src/app/create-app.js';
import type { JsonObject, Problem, Script } from '../kit/upstreams/script.types.js';
import {
  echoes,
  type FamilyRule,
  nineLetterIds,
  noUserAfterTool,
  stringsOnly,
  systemFirst,
} from '../kit/upstreams/families/family-rules.js';
import { familyWire } from '../kit/upstreams/families/family.wire.js';
import { startUpstream, type Upstream } from '../kit/upstreams/upstream-server.js';
import { askTurn, type Message, OPENING, toResults } from './agent-client.js';

const TURNS = 50;
const HALF = 2 * (TURNS / 2);

/** A model that calls one or two tools in every turn; its ids begin anew in each. */
const story: Script = ({ items }) => {
  const calls = items.filter(({ kind }) => kind === 'result').length;
  const two = calls % 3 === 0 ? [{ call: 'Grep', input: { path: `g${calls}` } }] : [];
  return { says: [{ think: `Thought ${calls}.` }, { call: 'Read', input: { path: `f${calls}` } }, ...two] };
};

/** Takes anything in the first half of the conversation, and then nothing of what this rule refuses. */
const later =
  (rule: FamilyRule): FamilyRule =>
  (body: JsonObject): Problem | undefined =>
    (body.messages as readonly JsonObject[]).filter(({ role }) => role === 'assistant').length < HALF / 2
      ? undefined
      : rule(body);

const RULES: readonly (readonly [string, FamilyRule])[] = [
  ['the system message first', systemFirst({ status: 500, message: 'System message must be at the beginning.' })],
  ['ids of nine letters', nineLetterIds],
  ['no user after a result', noUserAfterTool],
  ['strings only', stringsOnly(() => 'content must be a string')],
  ['its reasoning back', echoes(() => 'The reasoning_content in the thinking mode must be passed back to the API.')],
];

describe.each(RULES)('a conversation of 50 turns whose upstream asks half way for %s', (_, rule) => {
  let upstream: Upstream;
  const workers: NestExpressApplication[] = [];
  const urls: string[] = [];

  beforeAll(async () => {
    upstream = await startUpstream(
      familyWire({ name: 'x', rules: [later(rule)], thoughts: 'reasoning_content' }),
      story,
    );
    const environment = {
      LOG_LEVEL: 'silent',
      UPSTREAM_X: 'openai',
      UPSTREAM_X_BASE_URL: `${upstream.url}/v1`,
      BIG_MODEL: 'x/m',
      SMALL_MODEL: 'x/m',
    };
    for (let i = 0; i < 2; i++) {
      const app = await createApp({ environment });
      await app.listen(0, '127.0.0.1');
      workers.push(app);
      urls.push(await app.getUrl());
    }
  });

  afterAll(async () => {
    for (const app of workers) await app.close();
    await upstream.close();
  });

  it('gives the same bytes for what was said, on every turn and from every worker', async () => {
    const messages: Message[] = [...OPENING];
    for (let turn = 0; turn < TURNS; turn++) {
      const content = await askTurn(urls[turn % 2]!, 'x/m', messages);
      messages.push({ role: 'assistant', content }, toResults(content)!);
    }
    // Each worker is taught once.
    expect(upstream.refused).toHaveLength(2);
    const bodies = upstream.received
      .filter(({ conversation }) => conversation !== undefined)
      .map(({ body }) => (body as { messages: readonly object[] }).messages.map((message) => JSON.stringify(message)));
    expect(bodies).toHaveLength(TURNS);
    const halves = [bodies.slice(0, TURNS / 2), bodies.slice(TURNS / 2)];
    for (const half of halves)
      for (const [i, body] of half.entries())
        if (i > 0) expect(body.slice(0, half[i - 1]!.length)).toEqual(half[i - 1]);
  });
});
