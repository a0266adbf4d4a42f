import assert from 'node:assert/strict';
import type { ScriptedAnswer, Problem } from '../../../kit/upstreams/script.types.js';
import type { Route } from '../../../kit/harness/wires.js';
import type { Row } from '../../row.types.js';
import { assertSuccess } from '../assert-success.js';

const ANSWER = 'Here I am again.';

/** A row whose first answers to the main loop fail; the client, or the gateway for it, asks until one does not. */
function retryRow(
  row: Pick<Row, 'name' | 'title' | 'failures' | 'breaks'> & {
    fails: number;
    failure: (route: Route) => ScriptedAnswer;
  },
): Row {
  const { fails, failure, ...rest } = row;
  return {
    ...rest,
    client: 'claude-code',
    pace: 'slow',
    kind: 'simple',
    answers: 'both',
    live: false,
    async play(scene) {
      let requested = 0;
      scene.script = ({ tools }) => {
        if (tools.length === 0) return { says: [{ text: 'ok' }] };
        return requested++ < fails ? failure(scene.route) : { says: [{ text: ANSWER }] };
      };
      const run = await scene.claude({ prompt: 'Are you there?' });
      assertSuccess(run, scene, ANSWER);
      assert.equal(requested, fails + 1, 'the upstream was not asked until it answered');
    },
  };
}

const refuses = (status: number, message: string, rest: Partial<Problem> = {}): ScriptedAnswer => ({
  refuses: { status, message, ...rest },
});

/** More failures than the gateway's own repeat swallows, fewer than Claude Code bears with: three of 529. */
const FAILS = 2;

export const retry429 = retryRow({
  name: 'retry-429',
  title: 'Retry after 429',
  failures: [429],
  fails: FAILS,
  failure: () => refuses(429, 'Rate limit reached', { headers: { 'retry-after': '1' } }),
});

export const retry529 = retryRow({
  name: 'retry-529',
  title: 'Retry after 529',
  failures: [529],
  fails: FAILS,
  // What others say with 503, Anthropic says with 529.
  failure: ({ plugin }) => refuses(plugin === 'anthropic' ? 529 : 503, 'The server is overloaded'),
});

export const retryDrop = retryRow({
  name: 'retry-drop',
  title: 'Retry after a dropped stream',
  breaks: true,
  fails: 1,
  failure: () => ({ says: [{ text: 'Here I' }, { cut: true }] }),
});
