import { existsSync, readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { styleText } from 'node:util';
import { toCommand } from '../../config/to-command.js';
import { confirm } from '../terminal-prompt.js';
import { writeSafely } from '../write-safely.js';
import { readGateway } from './read-gateway.js';
import { toClientVariables } from './to-client-variables.js';
import { toSessionCommands } from './to-session-commands.js';
import { type Connection, mergeSettings, type MergedSettings } from './merge-settings.js';
import { toKeyHelper } from './to-key-helper.js';

export interface ConnectOptions {
  readonly write?: true;
  readonly file?: string;
  readonly url?: string;
  readonly yes?: true;
  readonly helper?: string;
}

/** Claude Code needs a token; a gateway without one accepts any. */
const ANY_TOKEN = 'anything';

/** What Claude Code uses of a gateway only where it is set: the list of models, and headers with the kind of request. */
const OFFERED = { CLAUDE_CODE_ENABLE_GATEWAY_MODEL_DISCOVERY: '1', CLAUDE_CODE_GATEWAY_HINT_HEADERS: '1' };

const PRICES_NOTE =
  "/cost in Claude Code shows Anthropic's list prices; the gateway's page shows those of the providers.";

/** `connect`: shows, or with `--write` makes, the change of Claude Code's settings that connects it to this gateway. */
export async function connectCommand({ write, file, url, yes, helper }: ConnectOptions): Promise<number> {
  const connection = await readConnection(url, helper);
  const path = file ?? join(homedir(), '.claude', 'settings.json');
  if (write !== true) {
    console.log(JSON.stringify(connection, undefined, 2));
    console.error(`Add this to ${path}, or run ${toCommand('connect --write')}.`);
    for (const line of toSessionCommands(connection.env)) console.error(line);
    console.error(PRICES_NOTE);
    return 0;
  }
  let merged: MergedSettings;
  try {
    merged = mergeSettings(existsSync(path) ? readFileSync(path, 'utf8') : '', connection);
  } catch (error) {
    console.error(`${path} was not changed: ${error instanceof Error ? error.message : String(error)}`);
    return 1;
  }
  if (merged.text === undefined) {
    console.log(`${path} already uses ${connection.env.ANTHROPIC_BASE_URL}.`);
    return 0;
  }
  console.log(path);
  for (const line of merged.changes) console.log(styleText(line.startsWith('-') ? 'red' : 'green', `  ${line}`));
  if (yes !== true && (await confirm('Write this?')) !== true) {
    console.error('Nothing was written; --yes writes without confirmation.');
    return 1;
  }
  const backup = writeSafely(path, merged.text);
  console.log(PRICES_NOTE);
  console.log(`Written.${backup === undefined ? '' : ` A backup is in ${backup}.`}`);
  return 0;
}

async function readConnection(url: string | undefined, helper: string | undefined): Promise<Connection> {
  const { server, token = ANY_TOKEN, models } = await readGateway();
  const { HOST, PORT } = server;
  const variables = { ...OFFERED, ...toClientVariables(models) };
  const ANTHROPIC_BASE_URL = url ?? `http://${toReachable(HOST)}:${PORT}`;
  if (helper === undefined) return { env: { ANTHROPIC_BASE_URL, ANTHROPIC_AUTH_TOKEN: token, ...variables } };
  const env = { ANTHROPIC_BASE_URL, ANTHROPIC_AUTH_TOKEN: undefined, ...variables };
  return { apiKeyHelper: toKeyHelper(helper), env };
}

/** An address to connect to, for one to listen on. */
function toReachable(host: string): string {
  if (host === '0.0.0.0') return '127.0.0.1';
  if (host === '::') return '[::1]';
  return host.includes(':') ? `[${host}]` : host;
}
