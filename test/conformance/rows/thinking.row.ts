import assert from 'node:assert/strict';
import { STATES } from '../../kit/material/agent-story.js';
import type { Row } from '../row.types.js';
import { playSteps } from '../stories/play-steps.js';
import { assertSuccess } from './assert-success.js';

const ANSWER = 'Three commands, three thoughts.';
const STEPS = STATES.slice(0, 3);

/** Thinks before each of three calls; the state of each thought comes back with every later request. */
export const thinking: Row = {
  name: 'thinking',
  title: 'Thinking kept over turns',
  client: 'claude-code',
  pace: 'fast',
  kind: 'tools',
  answers: 'streamed',
  live: true,
  async play(scene) {
    scene.script = playSteps([
      ...STEPS.map((state, index) => [
        { think: `Step ${index}: what next?`, state },
        { call: 'Bash', id: `call_${index}`, input: { command: `echo step ${index}`, description: 'Say the step' } },
      ]),
      [{ text: ANSWER }],
    ]);
    const run = await scene.claude({
      prompt:
        'Think before each step. Run `echo step 0`, then `echo step 1`, then `echo step 2`, one Bash call at a time.',
      allowedTools: ['Bash'],
      flags: ['--effort', 'high'],
    });
    assertSuccess(run, scene, ANSWER);
    if (scene.live || !scene.route.state) return;
    const states = scene.mainLoop.map(({ items }) =>
      items.flatMap((item) => (item.kind === 'state' ? [item.state] : [])),
    );
    assert.deepEqual(
      states,
      states.map((_, turn) => STEPS.slice(0, turn)),
      'the state of the thoughts did not come back as it went out',
    );
    assert.equal(states.length, STEPS.length + 1, 'the model was not asked once a step');
  },
};
