import assert from 'node:assert/strict';
import type { Row } from '../../row.types.js';
import { assertSuccess } from '../assert-success.js';

const ANSWER = 'I thought about it.';
/** Milliseconds. */
const SILENCE = 40_000;
/** The client gives a stream up that carries no byte for so long; its own limit is 300 s. */
const TEST_TIMEOUT_MS = 20_000;

/** The upstream sends nothing for a long time, before its first event and between two; the client keeps waiting. */
export const silence: Row = {
  name: 'silence',
  title: 'Long silence',
  client: 'claude-code',
  pace: 'slow',
  kind: 'simple',
  answers: 'streamed',
  live: false,
  async play(scene) {
    let requested = 0;
    scene.script = ({ tools }) => {
      if (tools.length === 0) return { says: [{ text: 'ok' }] };
      requested++;
      return { says: [{ wait: SILENCE }, { text: 'Well. ' }, { wait: SILENCE }, { text: ANSWER }] };
    };
    const run = await scene.claude({
      prompt: 'Think about it.',
      env: { CLAUDE_ENABLE_BYTE_WATCHDOG: '1', CLAUDE_BYTE_STREAM_IDLE_TIMEOUT_MS: String(TEST_TIMEOUT_MS) },
    });
    // On some wires the two are blocks of their own, and the client reports the last.
    assertSuccess(run, scene, /I thought about it\.$/);
    assert.equal(requested, 1, 'the client lost its patience and asked again');
  },
};
