import { spawnSync } from 'node:child_process';
import { describe, expect, it } from '@jest/globals';
import { toSessionCommands } from './to-session-commands.js';

const connection = { ANTHROPIC_BASE_URL: 'http://127.0.0.1:1', ANTHROPIC_AUTH_TOKEN: `a'b "$c` };

describe('toSessionCommands', () => {
  it('is read by a shell as it was meant', () => {
    const line = toSessionCommands(connection)[1]!
      .replace('  sh, bash, zsh', '')
      .replace(/claude$/, 'env');
    expect(spawnSync('sh', ['-c', line], { encoding: 'utf8' }).stdout).toContain(`ANTHROPIC_AUTH_TOKEN=a'b "$c\n`);
  });

  it('has a form for PowerShell, where a quote is doubled', () => {
    expect(toSessionCommands(connection)[2]).toContain(`$env:ANTHROPIC_AUTH_TOKEN='a''b "$c';`);
  });
});
