import { describe, expect, it } from '@jest/globals';
import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { cleanEnvironment } from '../kit/gateway-process.js';
import { GATEWAY_MAIN } from '../kit/built-gateway.js';
import { sharedMaterial } from '../kit/shared-material.js';

const RUNNER = sharedMaterial('vectors', 'run.mjs');
const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const FLUSH = fileURLToPath(new URL('../kit/flush-before-destroy.mjs', import.meta.url));

const BACKENDS = ['openai-chat', 'openai-responses', 'azure-chat', 'azure-responses', 'gemini', 'vertex', 'anthropic'];

/** Runs the vectors of a backend against the built gateway; what they said, and whether all that must pass did. */
function run(runner: string, backend: string): Promise<{ code: number; said: string }> {
  return new Promise((resolve) => {
    execFile(
      process.execPath,
      ['--import', FLUSH, runner, '--backend', backend],
      { cwd: ROOT, env: { ...cleanEnvironment(), GATEWAY_MAIN }, timeout: 150_000 },
      (error, stdout, stderr) => resolve({ code: error ? 1 : 0, said: stdout + stderr }),
    );
  });
}

describe('the vectors of the contract', () => {
  if (RUNNER === undefined) {
    it.skip('hold (skipped: no ../shared/vectors)', () => undefined);
    return;
  }
  it.each(BACKENDS)(
    'hold for %s',
    async (backend) => {
      const { code, said } = await run(RUNNER, backend);
      // The runner ends with 1 where one that must hold does not; what should hold is only shown.
      expect({ code, said }).toEqual({ code: 0, said: expect.stringMatching(/^[1-9]\d* passed, 0 must failed/m) });
    },
    180_000,
  );
});
