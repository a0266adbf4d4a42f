import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { hasCommand } from '../deploy/has-command.js';
import { type GatewayProcess, startGateway } from '../kit/process/gateway-process.js';
import { judgeStream } from '@gateway/testing';
import { readDocuments } from './read-documents.js';

const ASKING = readDocuments().flatMap(({ path, snippets }) =>
  snippets.filter(({ text }) => text.startsWith('curl ')).map(({ text }) => ({ path, text })),
);

(hasCommand('curl') ? describe : describe.skip)('the first answer, as the documents ask for it (needs curl)', () => {
  let gateway: GatewayProcess;
  beforeAll(async () => {
    // As it is after `npm start`: without a token, without a provider.
    gateway = await startGateway({ ANTHROPIC_AUTH_TOKEN: '' });
  }, 60_000);
  afterAll(() => gateway.stop());

  it('is in the README', () => expect(ASKING.map(({ path }) => path)).toContain('README.md'));

  it.each(ASKING)(
    '$path',
    async ({ text }) => {
      const command = `${text.trimEnd().replace('http://127.0.0.1:8082', gateway.url)} --silent --write-out '%{stderr}%{http_code}'`;
      const { stdout, stderr } = await promisify(execFile)('bash', ['-c', command]);
      expect(stderr).toBe('200');
      expect(judgeStream(stdout)).toEqual([]);
    },
    60_000,
  );
});
