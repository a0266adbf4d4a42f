import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { askGateway, question } from '../kit/client/ask-gateway.js';
import { startGateway } from '../kit/process/gateway-process.js';

/** Prints each loaded file of the gateway. */
const PRINT_LOADED = `
import { registerHooks } from 'node:module';
registerHooks({
  load(url, context, next) {
    const [, file] = /dist\\/(src\\/.*)\\.js$/.exec(url) ?? [];
    if (file !== undefined) console.error('LOADED ' + file);
    return next(url, context);
  },
});`;

/** What is loaded only where its setting is there: a room's files, and a setting that loads the first of them. */
const ROOMS: readonly (readonly [
  room: string,
  settings: (folder: string) => Record<string, string>,
  files: string[],
])[] = [
  ['pools', () => ({ POOL_X: 'demo/a|demo/b' }), ['placing-pool.service', 'pool-placement', 'member-health']],
  ['policy', () => ({ POLICY_URL: 'http://127.0.0.1:9/', POLICY_FAILURE: 'allow' }), ['policy.service']],
  ['budgets', (folder) => ({ AUTH_TOKENS_FILE: join(folder, 'tokens.json') }), ['budgets.service', 'memory-ledger']],
  ['audit', (folder) => ({ AUDIT_LOG_FILE: join(folder, 'audit.log') }), ['audit.service', 'to-audit-record']],
];

describe('a gateway loads', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'loaded-'));
    await writeFile(join(folder, 'tokens.json'), '[]');
  });
  afterEach(() => rm(folder, { recursive: true }));

  /** The files that a gateway has loaded after a request. */
  async function loadedWith(settings: Record<string, string>): Promise<readonly string[]> {
    const hook = `--import data:text/javascript,${encodeURIComponent(PRINT_LOADED)}`;
    const gateway = await startGateway({ ...settings, NODE_OPTIONS: hook });
    expect((await askGateway(gateway, { body: question() })).status).toBe(200);
    await gateway.stop();
    return [...gateway.log().matchAll(/^LOADED (.*)$/gm)].map(([, file]) => file!.split('/').at(-1)!);
  }

  it('nothing of pools, policy, budgets and audit that is not configured', async () => {
    const [without, withAll] = [
      await loadedWith({}),
      await loadedWith(Object.assign({}, ...ROOMS.map(([, settings]) => settings(folder))) as Record<string, string>),
    ];
    expect(without).toContain('messages.controller');
    for (const [room, , files] of ROOMS)
      for (const file of files) {
        expect([room, file, without.includes(file)]).toEqual([room, file, false]);
        expect([room, file, withAll.includes(file)]).toEqual([room, file, true]);
      }
  }, 60_000);
});
