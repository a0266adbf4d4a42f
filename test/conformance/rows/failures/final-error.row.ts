import assert from 'node:assert/strict';
import type { Problem } from '../../../kit/upstreams/script.types.js';
import type { Row } from '../../row.types.js';

/** An error that asking again does not change: the client asks once, so that its user waits no longer than that. */
function finalErrorRow(row: Pick<Row, 'name' | 'title'> & { problem: Problem; status: number }): Row {
  const { problem, status, ...rest } = row;
  return {
    ...rest,
    client: 'claude-code',
    pace: 'slow',
    kind: 'simple',
    answers: 'streamed',
    live: false,
    failures: [status],
    async play(scene) {
      scene.script = () => ({ refuses: problem });
      const { report } = await scene.claude({ prompt: 'Are you there?' });
      assert.equal(report.is_error, true, 'Claude Code does not show the error');
      assert.ok(report.result.includes(problem.message), `Claude Code does not show the reason: ${report.result}`);
      const asked = scene.exchanges.filter(({ url }) => url.startsWith('/v1/messages?'));
      assert.equal(asked.length, 1, 'the client asked again');
    },
  };
}

export const FINAL_ERROR_ROWS: readonly Row[] = [
  finalErrorRow({
    name: 'wrong-key',
    title: 'A wrong key of the upstream is shown at once',
    problem: { status: 401, code: 'invalid_api_key', message: 'The key is not valid' },
    status: 401,
  }),
  finalErrorRow({
    name: 'empty-account',
    title: 'An empty account of the upstream is shown at once',
    problem: { status: 402, message: 'The account is empty' },
    status: 402,
  }),
];
