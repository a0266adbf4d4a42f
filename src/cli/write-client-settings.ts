import { ownValue } from '@gateway/protocol';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';

/** Variables that would send Claude Code elsewhere, with a value that switches them off. */
const SWITCHED_OFF = { CLAUDE_CODE_USE_BEDROCK: '0', CLAUDE_CODE_USE_VERTEX: '0', CLAUDE_CODE_USE_FOUNDRY: '0' };
const CONNECTION = ['ANTHROPIC_BASE_URL', 'ANTHROPIC_AUTH_TOKEN', ...Object.keys(SWITCHED_OFF)];

/** Files that administrators write and that outrank `--settings`, by platform; see Claude Code's documentation. */
const MANAGED_SETTINGS: ReadonlyMap<string, string> = new Map([
  ['linux', '/etc/claude-code/managed-settings.json'],
  ['darwin', '/Library/Application Support/ClaudeCode/managed-settings.json'],
  ['win32', String.raw`C:\Program Files\ClaudeCode\managed-settings.json`],
]);

export interface ClientSettings {
  /** Arguments to put before those of the user. */
  readonly args: readonly string[];
  /** Why the client may connect elsewhere nevertheless. */
  readonly warnings: readonly string[];
  remove(): void;
}

/**
 * Settings for a client that reads files which outrank its environment: Claude Code applies `env` of its settings
 * files over its variables, and `--settings` over these. The token is in a file for its owner alone, because other
 * users of the machine see arguments. For other clients there is nothing to do.
 */
export function writeClientSettings(
  command: string,
  args: readonly string[],
  connection: Readonly<Record<string, string>>,
  managed = MANAGED_SETTINGS.get(process.platform) ?? '',
): ClientSettings {
  const nothing = { args: [], warnings: [], remove: () => undefined };
  if (!/^claude(\.exe|\.cmd)?$/i.test(basename(command))) return nothing;
  const warnings = findManaged(managed).map((name) => `${managed} sets ${name}, which outranks this command`);
  if (args.some((argument) => argument === '--settings' || argument.startsWith('--settings=')))
    return {
      ...nothing,
      warnings: [...warnings, '--settings is given: an ANTHROPIC_BASE_URL of any settings file outranks this command'],
    };
  const folder = mkdtempSync(join(tmpdir(), 'messages-gateway-'));
  const path = join(folder, 'settings.json');
  writeFileSync(path, JSON.stringify({ env: { ...SWITCHED_OFF, ...connection } }), { mode: 0o600 });
  return {
    args: ['--settings', path],
    warnings,
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

/** The variables of the connection that this file sets. */
function findManaged(path: string): readonly string[] {
  try {
    const { env } = JSON.parse(readFileSync(path, 'utf8')) as { env?: Readonly<Record<string, unknown>> };
    return CONNECTION.filter((name) => ownValue(env ?? {}, name) !== undefined);
  } catch {
    return [];
  }
}
