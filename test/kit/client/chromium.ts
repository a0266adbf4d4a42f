import { spawnSync } from 'node:child_process';
import { type Browser, chromium } from 'playwright-core';

/** As distributions and Google call it. */
const NAMES = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome'];

/** The Chromium of this machine; `CHROMIUM` names another one. Undefined where there is none: nothing is downloaded. */
export function findChromium(): string | undefined {
  const { CHROMIUM } = process.env;
  const names = CHROMIUM === undefined ? NAMES : [CHROMIUM];
  return names.find((name) => spawnSync(name, ['--version']).status === 0);
}

/** Starts it without a window, and without the errands that it runs of its own accord. */
export async function startChromium(name: string): Promise<Browser> {
  const which = name.includes('/') ? name : spawnSync('sh', ['-c', `command -v ${name}`], { encoding: 'utf8' }).stdout;
  return chromium.launch({
    executablePath: which.trim(),
    timeout: 60_000,
    args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--disable-background-networking', '--disable-sync'],
  });
}
