import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

/** What `npm run build` made; `GATEWAY_DIST` names another build to test. */
export const DIST = resolve(process.env.GATEWAY_DIST ?? fileURLToPath(new URL('../../../dist', import.meta.url)));

/** The program of the built gateway. */
export const GATEWAY_MAIN = join(DIST, 'src', 'main.js');

/** Whether this plugin is on the built gateway's list. */
export function hasPlugin(name: string): boolean {
  const list = join(DIST, 'src', 'plugins.js');
  return existsSync(list) && readFileSync(list, 'utf8').includes(`/libs/${name}/`);
}
