import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { manifestOf } from '@gateway/provider-kit';

// Jest has modules of its own, to which Node's hooks do not reach; its settings map the names of the kit.
jest.unstable_mockModule('./share-kit.js', () => ({ shareKit: () => undefined }));
const { loadPlugins } = await import('./load-plugins.js');

const plugin = (name: string): string => `
  import { Plugin } from 'messages-gateway/provider-kit';
  class Settings {}
  export default class Own { load() { return Promise.reject(new Error('not in this test')); } }
  Plugin({ name: '${name}', settings: Settings, missing: () => [], ownsModel: () => false })(Own);
  export const other = 1;
`;

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'plugins-'));
  writeFileSync(join(folder, 'own.mjs'), plugin('own'));
  writeFileSync(join(folder, 'empty.mjs'), 'export const nothing = 1;');
  const scoped = join(folder, 'node_modules', '@acme', 'provider');
  mkdirSync(scoped, { recursive: true });
  writeFileSync(join(scoped, 'package.json'), JSON.stringify({ type: 'module', exports: './index.mjs' }));
  writeFileSync(join(scoped, 'index.mjs'), plugin('scoped'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const namesOf = async (list: string): Promise<readonly (string | undefined)[]> =>
  (await loadPlugins({ PLUGINS: list }, folder)).map((found) => manifestOf(found)?.name);

describe('loadPlugins', () => {
  it.each([
    ['', []],
    ['./own.mjs', ['own']],
    [' @acme/provider , ./own.mjs,', ['scoped', 'own']],
    ['./own.mjs,./own.mjs', ['own']],
  ])('%s', async (list, names) => {
    expect(await namesOf(list)).toEqual(names);
  });

  it('takes an absolute path', async () => {
    expect(await namesOf(join(folder, 'own.mjs'))).toEqual(['own']);
  });

  it('lists every entry that gives no plugin', async () => {
    await expect(namesOf('./empty.mjs,./absent.mjs')).rejects.toMatchObject({
      mistakes: [
        'PLUGINS: ./empty.mjs exports no class with a Plugin() manifest',
        expect.stringContaining('PLUGINS: ./absent.mjs could not be loaded: '),
      ],
    });
  });
});
