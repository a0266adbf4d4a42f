import assert from 'node:assert/strict';
import type { Row } from '../../row.types.js';
import { playSteps } from '../../stories/play-steps.js';
import { assertSuccess } from '../assert-success.js';

const ANSWER = 'The tool is loaded.';

/** Loads a deferred tool; from then on, and not before, the model is offered it. */
export const toolSearch: Row = {
  name: 'tool-search',
  title: 'ToolSearch',
  client: 'claude-code',
  pace: 'fast',
  kind: 'tools',
  answers: 'streamed',
  live: true,
  async play(scene) {
    scene.script = playSteps([
      [{ call: 'ToolSearch', id: 'call_search', input: { query: 'select:WebFetch', max_results: 5 } }],
      [{ text: ANSWER }],
    ]);
    const run = await scene.claude({
      prompt:
        'Load the deferred tool WebFetch with ToolSearch (query "select:WebFetch"). Do not call it; say that it is loaded.',
      allowedTools: ['ToolSearch', 'WebFetch'],
    });
    assertSuccess(run, scene, ANSWER);
    if (scene.live) return;
    assert.deepEqual(
      scene.mainLoop.map(({ tools }) => tools.includes('WebFetch')),
      [false, true],
      'the tool is not offered as soon as it is loaded',
    );
    for (const { tools } of scene.mainLoop)
      assert.ok(!tools.includes('DeferredToolPlaceholder'), 'the placeholder is offered');
  },
};
