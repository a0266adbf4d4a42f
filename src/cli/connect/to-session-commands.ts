import type { Connection } from './merge-settings.js';

type Variables = Pick<Connection['env'], 'ANTHROPIC_BASE_URL' | 'ANTHROPIC_AUTH_TOKEN'>;

/**
 * Lines that start Claude Code with the connection for one session, in the form of each shell. None where a helper
 * prints the token: only the settings file can name one.
 */
export function toSessionCommands({ ANTHROPIC_BASE_URL: url, ANTHROPIC_AUTH_TOKEN: token }: Variables): string[] {
  if (token === undefined) return [];
  return [
    'For one session only:',
    `  sh, bash, zsh  ANTHROPIC_BASE_URL=${quote(url)} ANTHROPIC_AUTH_TOKEN=${quote(token)} claude`,
    `  PowerShell     $env:ANTHROPIC_BASE_URL=${quote(url, "''")}; $env:ANTHROPIC_AUTH_TOKEN=${quote(token, "''")}; claude`,
    `  cmd            set "ANTHROPIC_BASE_URL=${url}" && set "ANTHROPIC_AUTH_TOKEN=${token}" && claude`,
  ];
}

/** @param escaped how the shell writes a single quote within single quotes */
function quote(value: string, escaped = String.raw`'\''`): string {
  return `'${value.replaceAll("'", () => escaped)}'`;
}
