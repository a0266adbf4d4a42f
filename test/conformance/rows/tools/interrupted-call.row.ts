import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ScriptedAnswer } from '../../../kit/upstreams/script.types.js';
import type { Row } from '../../row.types.js';
import { resultsIn } from '../../stories/play-steps.js';
import { assertSuccess } from '../assert-success.js';

const ANSWER = 'It is written, once.';

/** The stream breaks right after a tool call was begun: nothing is called by halves, or twice. */
export const interruptedCall: Row = {
  name: 'interrupted-call',
  title: 'Interrupted tool call',
  client: 'claude-code',
  pace: 'fast',
  kind: 'tools',
  answers: 'both',
  live: false,
  breaks: true,
  async play(scene) {
    const log = join(scene.folder, 'log.txt');
    let breaks = 1;
    scene.script = (shown): ScriptedAnswer => {
      if (shown.tools.length === 0) return { says: [{ text: 'ok' }] };
      if (resultsIn(shown) > 0) return { says: [{ text: ANSWER }] };
      const input = { command: `echo written >> '${log}'`, description: 'Write a line' };
      const call = { call: 'Bash', id: 'call_write', input };
      return breaks-- > 0 ? { says: [{ text: 'I write.' }, call, { cut: true }] } : { says: [call] };
    };
    const run = await scene.claude({ prompt: 'Write a line to the log.', allowedTools: ['Bash'] });
    assertSuccess(run, scene, ANSWER);
    assert.equal(await readFile(log, 'utf8'), 'written\n', 'the tool was not called just once');
    assert.equal(resultsIn(scene.mainLoop.at(-1)!), 1, 'the call has not its one result');
  },
};
