import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Row } from '../row.types.js';
import type { ScriptedAnswer } from '../../kit/upstreams/script.types.js';
import { resultsIn } from '../stories/play-steps.js';

/** The judge's system text begins with it. */
const JUDGE = 'You review the tool calls';
const REASON = 'It writes where it must not.';
const FILE = 'made.txt';

const verdict = (flagged: boolean): ScriptedAnswer => ({
  says: [{ text: JSON.stringify({ verdicts: [{ id: 'call_touch', flagged, reason: REASON }] }) }],
});

/** A call in auto mode, and what becomes of it with the judge's answer. */
function safeguardsRow(
  row: Pick<Row, 'name' | 'title'> & { judged: ScriptedAnswer; runs: boolean; result: RegExp },
): Row {
  const { judged, runs, result, ...rest } = row;
  return {
    ...rest,
    client: 'claude-code',
    pace: 'slow',
    kind: 'tools',
    answers: 'streamed',
    live: false,
    translated: true,
    settings: ({ plugin, model }) => ({ SAFEGUARDS_MODEL: `${plugin}/${model}` }),
    async play(scene) {
      let results = '';
      scene.script = (shown) => {
        if (shown.system.includes(JUDGE)) return judged;
        if (shown.tools.length === 0) return { says: [{ text: 'ok' }] };
        results = JSON.stringify(shown.items.filter((item) => item.kind === 'result'));
        if (resultsIn(shown) > 0) return { says: [{ text: 'That was all.' }] };
        return {
          says: [{ call: 'Bash', id: 'call_touch', input: { command: `touch ${FILE}`, description: 'Make it' } }],
        };
      };
      const { report } = await scene.claude({ prompt: 'Make the file.', flags: ['--permission-mode', 'auto'] });
      assert.equal(report.is_error, false, `Claude Code failed: ${report.result}`);
      assert.equal(existsSync(join(scene.folder, FILE)), runs, runs ? 'the call did not run' : 'the call ran');
      assert.equal(report.permission_denials.length, runs ? 0 : 1, 'not what the user was shown');
      assert.match(results, result, 'the model was not given the reason');
    },
  };
}

export const SAFEGUARDS_ROWS: readonly Row[] = [
  safeguardsRow({
    name: 'safeguards-clean',
    title: 'Auto mode: a call that the judge lets pass runs',
    judged: verdict(false),
    runs: true,
    result: /./,
  }),
  safeguardsRow({
    name: 'safeguards-flagged',
    title: 'Auto mode: a call that the judge flags is denied, with its reason',
    judged: verdict(true),
    runs: false,
    result: /It writes where it must not/,
  }),
  safeguardsRow({
    name: 'safeguards-down',
    title: 'Auto mode: without the judge no call runs unasked',
    judged: { refuses: { status: 400, message: 'no' } },
    runs: false,
    result: /classifier gave no verdict/,
  }),
];
