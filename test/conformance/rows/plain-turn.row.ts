import assert from 'node:assert/strict';
import { inPieces } from '../../kit/upstreams/in-pieces.js';
import type { Row } from '../row.types.js';
import { assertSuccess } from './assert-success.js';

const ANSWER = 'A gateway stands between a client and a server.';

/** A question and its answer; the model is shown the whole system prompt, and the message between the turns. */
export const plainTurn: Row = {
  name: 'plain-turn',
  title: 'Plain turn',
  client: 'claude-code',
  pace: 'fast',
  kind: 'simple',
  answers: 'streamed',
  live: true,
  async play(scene) {
    scene.script = () => ({
      says: [{ text: inPieces(ANSWER) }],
      usage: { input: 2000, output: 12, cached: 400 },
    });
    const run = await scene.claude({ prompt: 'What is a gateway? One sentence.' });
    assertSuccess(run, scene, ANSWER);
    const { usage } = run.report;
    assert.ok(usage.input_tokens + usage.cache_read_input_tokens > 0, 'the report shows no input tokens');
    assert.ok(usage.output_tokens > 0, 'the report shows no output tokens');
    if (scene.live) return;
    const shown = scene.mainLoop.at(-1);
    assert.ok(shown, 'the model was never asked');
    assert.ok(shown.system.length > 1000, 'the system prompt is not there');
    const notes = shown.items.filter((item) => item.kind === 'text' && item.text.includes('# Environment'));
    assert.equal(notes.length, 1, 'the system message between the turns is not there');
    assert.deepEqual(
      notes.map((note) => note.kind === 'text' && note.role),
      [scene.route.midSystem],
      'the system message between the turns speaks in another role',
    );
  },
};
