import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Row } from '../row.types.js';
import { playSteps } from '../stories/play-steps.js';
import { PDF, PICTURE } from '../stories/samples.js';
import { assertSuccess } from './assert-success.js';

const ANSWER = 'The picture is red and the document says gateway.';

/** Reads a picture and a PDF; the upstream is given the very bytes of both. */
export const imageAndPdf: Row = {
  name: 'image-and-pdf',
  title: 'Image and PDF read',
  client: 'claude-code',
  pace: 'fast',
  kind: 'tools',
  answers: 'streamed',
  live: true,
  async play(scene) {
    const [picture, document] = [join(scene.folder, 'picture.png'), join(scene.folder, 'document.pdf')];
    await writeFile(picture, PICTURE);
    await writeFile(document, PDF);
    scene.script = playSteps([
      [{ call: 'Read', id: 'call_picture', input: { file_path: picture } }],
      [{ call: 'Read', id: 'call_document', input: { file_path: document } }],
      [{ text: ANSWER }],
    ]);
    const run = await scene.claude({
      prompt: `Look at ${picture} and ${document} with your Read tool. Which colour is the picture, what says the document?`,
      allowedTools: ['Read'],
    });
    assertSuccess(run, scene, ANSWER);
    assert.match(run.report.result, /red/i, 'the answer does not know the picture');
    assert.match(run.report.result, /gateway/i, 'the answer does not know the document');
    const { upstream } = scene;
    if (!upstream) return;
    const last = JSON.stringify(
      upstream.received.findLast(({ conversation: prompt }) => prompt?.tools.includes('Agent'))?.body,
    );
    for (const [what, bytes] of [
      ['picture', PICTURE],
      ['document', PDF],
    ] as const)
      assert.equal(last.split(bytes.toString('base64')).length - 1, 1, `the upstream was not given the ${what} once`);
  },
};
