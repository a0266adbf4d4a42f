import { isObject, type JsonObject, ownValue } from '@gateway/protocol';

/** What connects Claude Code to a gateway. An undefined value is removed, because it would outrank the others. */
export interface Connection {
  /** A command that prints the token. */
  readonly apiKeyHelper?: string | undefined;
  readonly env: {
    readonly ANTHROPIC_BASE_URL: string;
    readonly ANTHROPIC_AUTH_TOKEN: string | undefined;
    /** See `toClientVariables`. */
    readonly [further: string]: string | undefined;
  };
}

/** The text of a settings file after the change; undefined where nothing changes. */
export interface MergedSettings {
  readonly text: string | undefined;
  /** The removed and added lines, with `-` and `+` before them. Tokens are masked. */
  readonly changes: readonly string[];
}

/**
 * Sets the connection in Claude Code's settings. Every other key, their order and the indentation stay as they are.
 *
 * @param before the text of the file; blank where there is none
 * @throws Error where the text is no JSON object, which the user must repair
 */
export function mergeSettings(before: string, { env: variables, ...rest }: Connection): MergedSettings {
  const settings = before.trim() === '' ? {} : parseObject(before);
  const { env = {} } = settings;
  if (!isObject(env)) throw new Error('its "env" is no object');
  const changes = [...listChanges(settings, rest), ...listChanges(env, variables, 'env.')];
  const indent = /^[{]\r?\n([ \t]+)"/.exec(before)?.[1] ?? '  ';
  const merged = { ...settings, ...rest, env: { ...env, ...variables } };
  return { text: changes.length === 0 ? undefined : `${JSON.stringify(merged, undefined, indent)}\n`, changes };
}

function listChanges(before: JsonObject, after: object, prefix = ''): readonly string[] {
  return Object.entries(after).flatMap(([name, value]: [string, unknown]) => {
    const former = ownValue(before, name);
    if (former === value) return [];
    return [
      ...(former === undefined ? [] : [`- ${prefix}${toLine(name, former)}`]),
      ...(value === undefined ? [] : [`+ ${prefix}${toLine(name, value)}`]),
    ];
  });
}

function parseObject(text: string): JsonObject {
  const parsed: unknown = JSON.parse(text.replace(/^\uFEFF/, ''));
  if (!isObject(parsed)) throw new Error('it is no JSON object');
  return parsed;
}

function toLine(name: string, value: unknown): string {
  return `${name}: ${name.endsWith('TOKEN') ? '***' : JSON.stringify(value)}`;
}
