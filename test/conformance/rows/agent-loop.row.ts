import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { resultOf } from '../../kit/material/agent-story.js';
import type { Said } from '../../kit/upstreams/script.types.js';
import type { Row } from '../row.types.js';
import { playSteps } from '../stories/play-steps.js';
import { assertSuccess } from './assert-success.js';

const ANSWER = 'Both files were read, and one was written.';

/** Thinks, reads two files at once, writes one, counts it; ids of calls begin anew in every answer of a model. */
export const agentLoop: Row = {
  name: 'agent-loop',
  title: 'Agent loop',
  client: 'claude-code',
  pace: 'fast',
  kind: 'tools',
  answers: 'streamed',
  live: false,
  presets: true,
  async play(scene) {
    const at = (name: string): string => join(scene.folder, name);
    await Promise.all(['one', 'two'].map((name) => writeFile(at(name), `${name} has this word\n`)));
    // The ids of an upstream that speaks Anthropic's API are its own, and pass as they are.
    const isForwarded = scene.route.plugin === 'anthropic';
    const step = (number: number, ...calls: readonly { call: string; input: Record<string, unknown> }[]): Said[] => [
      { think: `Thought ${number}.` },
      { text: `Step ${number}.` },
      ...calls.map((call, i) => ({ ...call, id: `call_${isForwarded ? `${number}_` : ''}${i}` })),
    ];
    scene.script = playSteps([
      step(0, { call: 'Read', input: { file_path: at('one') } }, { call: 'Read', input: { file_path: at('two') } }),
      step(1, { call: 'Write', input: { file_path: at('three'), content: 'a\nb\nc\n' } }),
      step(2, { call: 'Bash', input: { command: `wc -l < '${at('three')}'`, description: 'Count the lines' } }),
      [{ text: ANSWER }],
    ]);
    const run = await scene.claude({
      prompt: 'Read one and two, write three.',
      allowedTools: ['Read', 'Write', 'Bash'],
    });
    assertSuccess(run, scene, ANSWER);
    const { items } = scene.mainLoop.at(-1)!;
    const calls = items.flatMap((item) => (item.kind === 'call' ? [item.id] : []));
    assert.equal(calls.length, 4, 'the model was not shown its four calls');
    assert.equal(new Set(calls).size, 4, 'two calls have one id');
    for (const name of ['one', 'two'])
      assert.match(resultOf(items, (input) => input === JSON.stringify({ file_path: at(name) })) ?? '', RegExp(name));
    assert.match(resultOf(items, (input) => input.includes('wc -l')) ?? '', /^3\b/);
    assert.match(JSON.stringify(items), /# Environment/, 'the system message between the turns is not there');
  },
};
