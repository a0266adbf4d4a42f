import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { constants } from 'node:os';
import type { INestApplication } from '@nestjs/common';
import { FILE_SUFFIX } from '../config/secrets/read-secret-files.js';
import { secretNamesOf } from '../routing/registry/named/to-secret-test.js';
import { ProviderRegistry } from '../routing/registry/provider.registry.js';
import { createSilentApp } from './create-silent-app.js';
import type { Environment } from '../config/environment.types.js';
import { writeClientSettings } from './write-client-settings.js';

/** The exit code of shells for a command that was not found, or could not be run. */
const NOT_FOUND = 127;
const NOT_RUN = 126;

/**
 * `run`: starts a gateway on a free port of the loopback address, with a token that only the client gets, and the
 * client connected to it. The gateway writes nothing, because the terminal is the client's.
 *
 * @returns the client's exit code
 */
export async function runCommand([command = '', ...args]: readonly string[]): Promise<number> {
  const token = randomBytes(24).toString('base64url');
  const app = await createSilentApp({ ANTHROPIC_AUTH_TOKEN: token, ANTHROPIC_AUTH_TOKEN_FILE: undefined });
  try {
    await app.listen(0, '127.0.0.1');
    const connection = { ANTHROPIC_BASE_URL: await app.getUrl(), ANTHROPIC_AUTH_TOKEN: token };
    // Claude Code would also ask which of two credentials to use.
    const withoutKeys = Object.fromEntries(findProviderKeys(app).map((name) => [name, undefined]));
    const settings = writeClientSettings(command, args, connection);
    for (const warning of settings.warnings) console.error(warning);
    const environment = inheritedEnvironment({ ...withoutKeys, ...connection });
    return await runClient(command, [...settings.args, ...args], environment).finally(() => settings.remove());
  } finally {
    await app.close();
  }
}

/** The variables with credentials of providers: the gateway needs them, and the client does not. */
function findProviderKeys(app: INestApplication): readonly string[] {
  const { candidates } = app.get(ProviderRegistry);
  return candidates.flatMap(({ manifest: { settings } }) =>
    secretNamesOf(settings).flatMap((name) => [name, name + FILE_SUFFIX]),
  );
}

function runClient(command: string, args: readonly string[], env: NodeJS.ProcessEnv): Promise<number> {
  const client = spawn(command, args, { env, stdio: 'inherit' });
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
  const passOn = (signal: NodeJS.Signals): void => {
    // The terminal has sent Ctrl-C to the client already.
    if (signal !== 'SIGINT' || !process.stdin.isTTY) client.kill(signal);
  };
  for (const signal of signals) process.on(signal, passOn);
  return new Promise<number>((resolve) => {
    client.once('error', (error) => {
      const missing = 'code' in error && error.code === 'ENOENT';
      console.error(missing ? `${command}: not found; is it installed and on PATH?` : `${command}: ${error.message}`);
      resolve(missing ? NOT_FOUND : NOT_RUN);
    });
    client.once('exit', (code, signal) => resolve(code ?? 128 + constants.signals[signal ?? 'SIGTERM']));
  }).finally(() => {
    for (const signal of signals) process.off(signal, passOn);
  });
}

/** The environment of this process for one it starts, with changes; a variable that is undefined there is left out. */
export function inheritedEnvironment(changes: Environment): NodeJS.ProcessEnv {
  const all = Object.entries({ ...process.env, ...changes });
  return Object.fromEntries(all.filter(([, value]) => value !== undefined));
}
