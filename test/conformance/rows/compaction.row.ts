import assert from 'node:assert/strict';
import type { Row } from '../row.types.js';
import { toOverflowProblem } from '../stories/to-overflow-problem.js';
import { assertSuccess } from './assert-success.js';

const SUMMARY = '<analysis>Two steps.</analysis><summary>SUMMARY-7: step 0 and step 1 have been said.</summary>';
const ANSWER = 'All is said, and remembered.';
const TOO_MANY = 2;

/** After an overflow error of the upstream's the client compacts the conversation by itself and goes on. */
export const compaction: Row = {
  name: 'compaction',
  title: 'Automatic compaction after an overflow error',
  client: 'claude-code',
  pace: 'fast',
  kind: 'tools',
  answers: 'streamed',
  live: false,
  failures: [400],
  async play(scene) {
    scene.script = ({ items, tools }) => {
      const received = JSON.stringify(items);
      const last = items.findLast((item) => item.kind === 'text');
      if (last?.kind === 'text' && /summary of (the|this|our)/i.test(last.text)) return { says: [{ text: SUMMARY }] };
      if (tools.length === 0) return { says: [{ text: 'ok' }] };
      if (received.includes('SUMMARY-7')) return { says: [{ text: ANSWER }] };
      const seen = items.filter((item) => item.kind === 'result').length;
      if (seen === TOO_MANY) return { refuses: toOverflowProblem(scene.route) };
      const input = { command: `echo step ${seen}`, description: 'Say the step' };
      return { says: [{ call: 'Bash', id: `call_${seen}`, input }] };
    };
    const run = await scene.claude({ prompt: 'Say the steps, one after the other.', allowedTools: ['Bash'] });
    assertSuccess(run, scene, ANSWER);
    const overflow = scene.exchanges.filter(({ status }) => status === 400);
    assert.ok(overflow.length > 0, 'the overflow error did not reach the client as a status');
    for (const { answer } of overflow)
      assert.match(answer, /"prompt is too long: /, 'not the words that the client goes by');
    assert.ok(
      scene.mainLoop.some(({ items }) => JSON.stringify(items).includes('SUMMARY-7')),
      'the model was not shown the summary',
    );
  },
};
