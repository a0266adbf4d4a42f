import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { resultOf } from '../../../kit/material/agent-story.js';
import type { Row } from '../../row.types.js';
import { playSteps } from '../../stories/play-steps.js';
import { assertSuccess } from '../assert-success.js';

const DRAFT = 'first line\n"second" line\twith a \\ backslash and ünïcödé\n';
const ANSWER = 'The note has two lines.';

/** Writes, reads, edits and counts, one call after the other; every argument arrives to the last character. */
export const fileTools: Row = {
  name: 'file-tools',
  title: 'File tools',
  client: 'claude-code',
  pace: 'fast',
  kind: 'tools',
  answers: 'streamed',
  live: true,
  async play(scene) {
    const note = join(scene.folder, 'note.txt');
    scene.script = playSteps([
      [{ text: 'I write it.' }, { call: 'Write', id: 'call_write', input: { file_path: note, content: DRAFT } }],
      [{ call: 'Read', id: 'call_read', input: { file_path: note } }],
      [{ call: 'Edit', id: 'call_edit', input: { file_path: note, old_string: 'first', new_string: 'foremost' } }],
      [{ call: 'Bash', id: 'call_count', input: { command: `wc -l < '${note}'`, description: 'Count the lines' } }],
      [{ text: ANSWER }],
    ]);
    const run = await scene.claude({
      prompt:
        `Write a file ${note} of two lines, the first of which says "first line". Read it with your Read tool, replace ` +
        '"first" by "foremost" with your Edit tool, and count its lines with `wc -l` in Bash.',
      allowedTools: ['Write', 'Read', 'Edit', 'Bash'],
    });
    assertSuccess(run, scene, ANSWER);
    const written = await readFile(note, 'utf8');
    assert.match(written, /^foremost line/, 'the file is not what the tools should have made of it');
    if (scene.live) return;
    assert.equal(written, DRAFT.replace('first', 'foremost'), 'an argument arrived changed');
    const { items } = scene.mainLoop.at(-1)!;
    assert.match(resultOf(items, (input) => input === JSON.stringify({ file_path: note })) ?? '', /second/);
    assert.match(resultOf(items, (input) => input.includes('wc -l')) ?? '', /^2\b/);
  },
};
