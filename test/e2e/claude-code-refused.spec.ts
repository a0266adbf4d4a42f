import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from '@jest/globals';
import { fetchClaudeCode, runClaudeCode } from '../kit/client/claude-code.js';
import { createHarness, type Harness } from '../kit/harness/create-harness.js';
import { ROUTES } from '../kit/harness/wires.js';
import { TOKEN } from '../kit/process/gateway-process.js';

const claude = await fetchClaudeCode();
const route = ROUTES.find(({ name }) => name === 'openai-chat')!;

/** Requests until Claude Code gives up where no header marks the error as final: 11 (observed, 2.1.330). */
const MAX_REQUESTS = 3;

// Without Claude Code, which is no dependency, this is skipped, and counted as such.
('missing' in claude ? describe.skip : describe)('Claude Code, where the upstream refuses the key', () => {
  let harness: Harness | undefined;
  let folder = '';
  afterEach(async () => {
    await harness?.clear();
    await rm(folder, { recursive: true, force: true });
  });

  it.each([401, 403])(
    'shows the reason of a %d, and does not repeat the request',
    async (status) => {
      if ('missing' in claude) return;
      folder = await mkdtemp(join(tmpdir(), 'refused-'));
      harness = await createHarness(route, () => ({ refuses: { status, message: 'Incorrect API key provided' } }));
      const { gateway, upstream } = harness;
      const work = { prompt: 'Say hello.', allowedTools: [], folder, timeout: 60_000 };
      const run = await runClaudeCode({ binary: claude.binary, url: gateway.url, token: TOKEN, ...work });
      expect(JSON.stringify(run)).toContain('Incorrect API key provided');
      expect(upstream.received.length).toBeLessThanOrEqual(MAX_REQUESTS);
    },
    90_000,
  );
});
