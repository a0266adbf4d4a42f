import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Row } from '../../row.types.js';
import { resultsIn } from '../../stories/play-steps.js';
import { PDF, PICTURE } from '../../stories/samples.js';
import { type Media, toMediaProblem } from '../../stories/to-media-problem.js';
import { assertSuccess } from '../assert-success.js';

const ANSWER = 'We go on.';
const LATER_TURNS = 3;

/** A file that the upstream refuses: the client takes it out of its history, and the session goes on. */
function refusedMediaRow(media: Media, file: string, bytes: Buffer, title: string): Row {
  return {
    name: `refused-${media}`,
    title,
    client: 'claude-code',
    pace: 'fast',
    kind: 'tools',
    answers: 'streamed',
    live: false,
    failures: [400],
    async play(scene) {
      const path = join(scene.folder, file);
      await writeFile(path, bytes);
      const base64 = bytes.toString('base64');
      scene.script = (shown, { body }) => {
        if (JSON.stringify(body).includes(base64)) return { refuses: toMediaProblem(scene.route, media) };
        if (shown.tools.length === 0 || resultsIn(shown) > 0) return { says: [{ text: ANSWER }] };
        return { says: [{ call: 'Read', id: 'call_read', input: { file_path: path } }] };
      };
      const session = { home: join(scene.folder, 'home'), allowedTools: ['Read'] };
      assertSuccess(await scene.claude({ ...session, prompt: `Look at ${path}.` }), scene, ANSWER);
      const refused = (): number => scene.exchanges.filter(({ status }) => status === 400).length;
      const first = refused();
      assert.ok(first > 0, 'nothing was refused');
      for (let turn = 1; turn <= LATER_TURNS; turn++)
        assertSuccess(await scene.claude({ ...session, prompt: `Turn ${turn}.`, flags: ['-c'] }), scene, ANSWER);
      assert.equal(refused(), first, 'the file was still in the session');
      const last = JSON.stringify(scene.mainLoop.at(-1)?.items);
      assert.ok(last.includes('call_read') || resultsIn(scene.mainLoop.at(-1)!) > 0, 'the session was not the same');
    },
  };
}

export const REFUSED_MEDIA_ROWS: readonly Row[] = [
  refusedMediaRow('image', 'picture.png', PICTURE, 'A refused image, and three turns more with `-c`'),
  refusedMediaRow('document', 'document.pdf', PDF, 'A refused PDF, and three turns more with `-c`'),
];
