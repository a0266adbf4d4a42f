import assert from 'node:assert/strict';
import { isRecord } from '../../kit/judge/is-record.js';
import type { Row } from '../row.types.js';
import { assertSuccess } from './assert-success.js';

const ANSWER = 'I am that model.';

/** The client asks which models there are, and then runs with each of them. */
export const modelDiscovery: Row = {
  name: 'model-discovery',
  title: 'Model discovery, and a run with each model',
  client: 'claude-code',
  pace: 'fast',
  kind: 'simple',
  answers: 'streamed',
  live: true,
  async play(scene) {
    scene.script = () => ({ says: [{ text: ANSWER }] });
    const prompt = 'Which model are you? One sentence.';
    assertSuccess(
      await scene.claude({ prompt, env: { CLAUDE_CODE_ENABLE_GATEWAY_MODEL_DISCOVERY: '1' } }),
      scene,
      ANSWER,
    );
    const discovery = scene.exchanges.find(({ url }) => url.startsWith('/v1/models'));
    assert.ok(discovery, 'the client did not ask for models');
    assert.equal(discovery.status, 200, 'the list of models was not answered');
    const { data } = JSON.parse(discovery.answer) as { data: { id: string }[] };
    // Where Anthropic answers, no name is the gateway's own.
    if (scene.route.name !== 'anthropic') assert.ok(data.length > 0, 'there are no models');
    for (const { id } of data) {
      assert.match(id, /claude|anthropic/, 'the client does not take this name');
      assertSuccess(await scene.claude({ prompt, flags: ['--model', id] }), scene, ANSWER);
      const requested = scene.exchanges.filter(({ body }) => isRecord(body) && body.model === id);
      assert.ok(requested.length > 0, `the client did not ask ${id}`);
    }
  },
};
