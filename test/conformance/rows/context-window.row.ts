import assert from 'node:assert/strict';
import { runCli } from '../../kit/process/run-cli.js';
import type { Row } from '../row.types.js';

const UNKNOWN = 'claude-of-another-maker';

/** What `/context` counts at once. */
const BURST = 20;

/** `/context` counts with the gateway, and knows the window of the model by the variable that `connect` gives. */
export const contextWindow: Row = {
  name: 'context-window',
  title: '`/context`: a burst of counts, and the window that `connect` gives',
  client: 'claude-code',
  pace: 'slow',
  kind: 'simple',
  answers: 'whole',
  live: false,
  async play(scene) {
    const show = async (env: Readonly<Record<string, string>> = {}): Promise<string> => {
      const { report } = await scene.claude({ prompt: '/context', flags: ['--model', UNKNOWN], env });
      return report.result;
    };
    assert.match(await show(), /\/ 1m\b/, 'an unknown model has no longer 1,000,000 tokens');
    const counts = scene.exchanges.filter(({ url }) => url.startsWith('/v1/messages/count_tokens'));
    assert.ok(counts.length >= BURST, `only ${counts.length} counts`);
    assert.deepEqual([...new Set(counts.map(({ status }) => status))], [200], 'a count failed');
    const { stdout } = await runCli(['connect'], {
      cwd: scene.folder,
      env: { HOME: scene.folder, OPENAI_API_KEY: 'sk-x', BIG_MODEL: 'gpt-5.4-mini', SMALL_MODEL: 'gpt-5.4-mini' },
    });
    const { env } = JSON.parse(stdout) as { env: Readonly<Record<string, string>> };
    const window = { CLAUDE_CODE_MAX_CONTEXT_TOKENS: env.CLAUDE_CODE_MAX_CONTEXT_TOKENS ?? '' };
    assert.match(await show(window), /\/ 272k\b/, 'the window that connect gives is not the client’s');
  },
};
