import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { writeClientSettings } from './write-client-settings.js';

const CONNECTION = { ANTHROPIC_BASE_URL: 'http://127.0.0.1:1', ANTHROPIC_AUTH_TOKEN: 't' };

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'client-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

describe('writeClientSettings', () => {
  it.each(['claude', '/usr/local/bin/claude', 'claude.cmd'])('connects %s', (command) => {
    const { args, warnings, remove } = writeClientSettings(command, [], CONNECTION, join(folder, 'absent'));
    const { env } = JSON.parse(readFileSync(args[1]!, 'utf8')) as { env: object };
    expect(env).toMatchObject({ ...CONNECTION, CLAUDE_CODE_USE_BEDROCK: '0' });
    expect(warnings).toEqual([]);
    remove();
    expect(() => readFileSync(args[1]!)).toThrow('ENOENT');
  });

  it('adds nothing for another client', () => {
    expect(writeClientSettings('aider', [], CONNECTION)).toMatchObject({ args: [], warnings: [] });
  });

  it("keeps the user's own --settings, and warns", () => {
    const { args, warnings } = writeClientSettings('claude', ['--settings', '{}'], CONNECTION, '');
    expect([args, warnings]).toEqual([[], [expect.stringContaining('--settings is given')]]);
  });

  it('warns where managed settings win', () => {
    const managed = join(folder, 'managed.json');
    writeFileSync(managed, JSON.stringify({ env: { ANTHROPIC_BASE_URL: 'https://x', OTHER: '1' } }));
    const { warnings, remove } = writeClientSettings('claude', [], CONNECTION, managed);
    remove();
    expect(warnings).toEqual([`${managed} sets ANTHROPIC_BASE_URL, which outranks this command`]);
  });
});
