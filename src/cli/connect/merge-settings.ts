import { isObject, type JsonObject } from '@gateway/protocol';

/** The variables that connect Claude Code to a gateway, and use what the gateway offers. */
export interface Connection extends Readonly<Record<string, string>> {
  readonly ANTHROPIC_BASE_URL: string;
  readonly ANTHROPIC_AUTH_TOKEN: string;
}

/** The text of a settings file after the change; undefined where nothing changes. */
export interface MergedSettings {
  readonly text: string | undefined;
  /** The removed and added lines, with `-` and `+` before them. Tokens are masked. */
  readonly changes: readonly string[];
}

/**
 * Sets the connection in the `env` of Claude Code's settings. Every other key, their order and the indentation stay as
 * they are.
 *
 * @param before the text of the file; blank where there is none
 * @throws Error where the text is no JSON object, which the user must repair
 */
export function mergeSettings(before: string, connection: Connection): MergedSettings {
  const settings = before.trim() === '' ? {} : parseObject(before);
  const { env = {} } = settings;
  if (!isObject(env)) throw new Error('its "env" is no object');
  const changes = Object.entries(connection).flatMap(([name, value]: [string, string]) => {
    if (env[name] === value) return [];
    return [...(name in env ? [`- ${toLine(name, env[name])}`] : []), `+ ${toLine(name, value)}`];
  });
  const indent = /^[{]\r?\n([ \t]+)"/.exec(before)?.[1] ?? '  ';
  const merged = { ...settings, env: { ...env, ...connection } };
  return { text: changes.length === 0 ? undefined : `${JSON.stringify(merged, undefined, indent)}\n`, changes };
}

function parseObject(text: string): JsonObject {
  const parsed: unknown = JSON.parse(text.replace(/^\uFEFF/, ''));
  if (!isObject(parsed)) throw new Error('it is no JSON object');
  return parsed;
}

function toLine(name: string, value: unknown): string {
  return `env.${name}: ${name.endsWith('TOKEN') ? '***' : JSON.stringify(value)}`;
}
