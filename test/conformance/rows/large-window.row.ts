import assert from 'node:assert/strict';
import { isRecord } from '../../kit/judge/is-record.js';
import type { Row } from '../row.types.js';
import { assertSuccess } from './assert-success.js';

const ANSWER = 'With a large window.';

/** `--model x[1m]`: the mark is none of the name. */
export const largeWindow: Row = {
  name: 'large-window',
  title: '`--model x[1m]`',
  client: 'claude-code',
  pace: 'slow',
  kind: 'simple',
  answers: 'streamed',
  live: true,
  async play(scene) {
    scene.script = () => ({ says: [{ text: ANSWER }] });
    const flags = ['--model', 'claude-sonnet-5[1m]'];
    assertSuccess(await scene.claude({ prompt: 'Which window have you?', flags }), scene, ANSWER);
    const asked = scene.exchanges.flatMap(({ body }) => (isRecord(body) ? [String(body.model)] : []));
    assert.ok(
      asked.some((model) => model.startsWith('claude-sonnet-5')),
      'the client did not ask for the model',
    );
    if (scene.live) return;
    for (const { model } of scene.shown) assert.doesNotMatch(model, /\[/, 'the mark reached the upstream');
  },
};
