import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { freePort } from '../../kit/process/free-port.js';

export interface LlamaCpp {
  /** Base URL of its OpenAI-compatible API. */
  readonly url: string;
  stop(): Promise<void>;
}

/** Tokens of a prompt and its answer together. */
export const CONTEXT = 8192;

const READY_WITHIN = 30_000;
const fileOf = (name: string): string => fileURLToPath(new URL(name, import.meta.url));

/**
 * Writes a model of random weights and starts llama.cpp's own server over it, at this machine.
 *
 * @param packages folder of the Python packages
 */
export async function startLlamaCpp(packages: string): Promise<LlamaCpp> {
  const folder = await mkdtemp(join(tmpdir(), 'llamacpp-'));
  const model = join(folder, 'noise.gguf');
  const options = { env: { PATH: process.env.PATH, PYTHONPATH: packages } };
  await promisify(execFile)('python3', [fileOf('write_model.py'), model, fileOf('strict.jinja')], options);
  const port = await freePort();
  const child = spawn('python3', [fileOf('serve.py'), model, String(port), String(CONTEXT)], {
    ...options,
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const ended = once(child, 'close');
  const stop = async (): Promise<void> => {
    child.kill('SIGKILL');
    await ended;
    await rm(folder, { recursive: true, force: true });
  };
  const isReady = once(child.stdout, 'data').then(() => true);
  const late = new Promise<false>((resolve) => {
    setTimeout(() => resolve(false), READY_WITHIN).unref();
  });
  if (await Promise.race([isReady, ended.then(() => false), late])) return { url: `http://127.0.0.1:${port}/v1`, stop };
  await stop();
  throw new Error('llama.cpp did not start');
}
