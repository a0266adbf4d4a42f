import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Row } from '../../row.types.js';
import { playSteps } from '../../stories/play-steps.js';
import { assertSuccess } from '../assert-success.js';

const NAMES = ['one', 'two', 'three'];
const ANSWER = 'They say alpha, beta and gamma.';
const WORDS = ['alpha', 'beta', 'gamma'];

/** Three calls in one answer; each gets its own result. */
export const parallelTools: Row = {
  name: 'parallel-tools',
  title: 'Parallel tools',
  client: 'claude-code',
  pace: 'fast',
  kind: 'tools',
  answers: 'streamed',
  live: true,
  async play(scene) {
    const paths = NAMES.map((name) => join(scene.folder, `${name}.txt`));
    await Promise.all(paths.map((path, index) => writeFile(path, `${WORDS[index]}\n`)));
    scene.script = playSteps([
      paths.map((path, index) => ({ call: 'Read', id: `call_${index}`, input: { file_path: path } })),
      [{ text: ANSWER }],
    ]);
    const run = await scene.claude({
      prompt: `Read ${paths.join(', ')} with three calls of your Read tool in one answer, and say what they say.`,
      allowedTools: ['Read'],
    });
    assertSuccess(run, scene, ANSWER);
    for (const word of WORDS) assert.ok(run.report.result.includes(word), `the answer lacks ${word}`);
    if (scene.live) return;
    const { items } = scene.mainLoop.at(-1)!;
    const calls = items.flatMap((item) => (item.kind === 'call' ? [item] : []));
    const results = items.flatMap((item) => (item.kind === 'result' ? [item] : []));
    assert.deepEqual(
      calls.map((call) => call.input),
      paths.map((path) => ({ file_path: path })),
      'the calls are not those that the model made',
    );
    // Claude Code itself hands results on as they come in, so their order is its own.
    assert.deepEqual(
      results.map((result) => result.id).sort(),
      calls.map((call) => call.id).sort(),
      'not every call got its one result',
    );
    for (const [index, call] of calls.entries()) {
      const reported = results.find((result) => result.id === call.id)?.text ?? '';
      assert.ok(reported.includes(WORDS[index]!), `a call got the result of another: ${reported}`);
    }
  },
};
