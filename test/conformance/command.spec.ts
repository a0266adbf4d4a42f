import { spawnSync } from 'node:child_process';
import { expect, it } from '@jest/globals';

// Its sources run as they stand, which jest's do not: what Node cannot read shows here.
it('is a command that runs', () => {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [
      '--experimental-transform-types',
      '--disable-warning=ExperimentalWarning',
      '--import=./test/conformance/run-typescript.mjs',
      'test/conformance/main.ts',
      '--help',
    ],
    { encoding: 'utf8' },
  );
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  expect(stdout).toContain('npm run conformance -- [options]');
}, 60_000);
