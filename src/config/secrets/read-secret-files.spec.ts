import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from '@jest/globals';
import { GATEWAY_SETTINGS } from '../../app/gateway-settings.js';
import { PLUGINS } from '../../plugins.js';
import { secretNamesOf, toSecretTest } from '../../routing/registry/named/to-secret-test.js';
import { readSecretFiles } from './read-secret-files.js';

const folder = mkdtempSync(join(tmpdir(), 'secret-files-'));
const file = join(folder, 'key');
const empty = join(folder, 'empty');
writeFileSync(file, 'key-1\n');
writeFileSync(empty, ' \n');

const isSecret = toSecretTest(PLUGINS, GATEWAY_SETTINGS);
const read = (environment: Record<string, string>): ReturnType<typeof readSecretFiles> =>
  readSecretFiles(environment, isSecret);

describe('readSecretFiles', () => {
  afterAll(() => rmSync(folder, { recursive: true }));

  it.each([
    ...GATEWAY_SETTINGS.flatMap(secretNamesOf),
    'OPENAI_API_KEY',
    'AZURE_OPENAI_API_KEY',
    'AZURE_CLIENT_SECRET',
    'GEMINI_API_KEY',
    'ANTHROPIC_API_KEY',
    'UPSTREAM_EU_WEST_API_KEY',
    'GROQ_API_KEY',
  ])('reads %s', (variable) => {
    expect(read({ [`${variable}_FILE`]: file, PORT: '1' })).toEqual({
      environment: { [variable]: 'key-1', [`${variable}_FILE`]: undefined, PORT: '1' },
      files: [{ variable, path: file }],
      mistakes: [],
    });
  });

  it.each([
    'LOG_FILE',
    'AUTH_TOKENS_FILE',
    'MODELS_FILE',
    'ENV_FILE',
    'AZURE_FEDERATED_TOKEN_FILE',
    'HOST_FILE',
    '_FILE',
  ])('leaves %s as it is', (variable) => {
    const environment = { [variable]: file };
    expect(read(environment)).toEqual({ environment, files: [], mistakes: [] });
  });

  it.each([
    [{ OPENAI_API_KEY_FILE: empty }, 'OPENAI_API_KEY_FILE: the file is empty'],
    [{ OPENAI_API_KEY_FILE: join(folder, 'none') }, expect.stringMatching(/^OPENAI_API_KEY_FILE: ENOENT/)],
    [
      { OPENAI_API_KEY_FILE: file, OPENAI_API_KEY: 'key-2' },
      'OPENAI_API_KEY_FILE: OPENAI_API_KEY is set as well; keep one of them',
    ],
  ])('%j is a mistake', (environment, mistake) => expect(read(environment).mistakes).toEqual([mistake]));
});
