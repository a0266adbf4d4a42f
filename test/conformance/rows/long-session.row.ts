import assert from 'node:assert/strict';
import type { Row } from '../row.types.js';
import { resultsIn } from '../stories/play-steps.js';
import { assertSuccess } from './assert-success.js';

const TURNS = 200;
const ANSWER = 'Two hundred turns.';

/** A session of 200 turns; at its end every call and every result is there, and the state of every thought. */
export const longSession: Row = {
  name: 'long-session',
  title: 'A session of 200 turns',
  client: 'claude-code',
  pace: 'slow',
  kind: 'tools',
  answers: 'streamed',
  live: false,
  async play(scene) {
    scene.script = (shown) => {
      const usage = { input: 4000 + 50 * shown.items.length, output: 20, cached: 3000 };
      if (shown.tools.length === 0) return { says: [{ text: 'ok' }], usage };
      const turn = resultsIn(shown) + 1;
      if (turn === TURNS) return { says: [{ text: ANSWER }], usage };
      const input = { command: `echo turn ${turn}`, description: 'Say the turn' };
      const state = `gAAAAturn${turn}`;
      return {
        says: [
          { think: 'On.', state },
          { call: 'Bash', id: `call_${turn}`, input },
        ],
        usage,
      };
    };
    const run = await scene.claude({ prompt: 'Say the turns.', allowedTools: ['Bash'], timeout: 600_000 });
    assertSuccess(run, scene, ANSWER);
    assert.equal(run.report.num_turns, TURNS, 'the client counts other turns');
    const { items } = scene.mainLoop.at(-1)!;
    const turns = Array.from({ length: TURNS - 1 }, (_, index) => index + 1);
    assert.deepEqual(
      items.flatMap((item) => (item.kind === 'result' ? [item.text.trim()] : [])),
      turns.map((turn) => `turn ${turn}`),
      'the results are not those of the calls',
    );
    if (!scene.route.state) return;
    const states = items.flatMap((item) => (item.kind === 'state' ? [item.state] : []));
    assert.deepEqual(
      states,
      turns.map((turn) => `gAAAAturn${turn}`),
      'the state of some thoughts is lost',
    );
  },
};
