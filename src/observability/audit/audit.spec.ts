import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { createHash } from 'node:crypto';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { from, throwError } from 'rxjs';
import { ApiError } from '@gateway/protocol';
import { type RunningApp, startApp } from '../../../test/kit/app/start-app.js';
import { events, QUESTION, STORY } from '../../../test/kit/app/story.js';
import { reportCommand } from '../../cli/report/report.command.js';

describe('the audit', () => {
  let folder: string;
  let file: string;
  let running: RunningApp;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'audit-'));
    file = join(folder, 'audit.log');
    const sha256 = createHash('sha256').update('a-token').digest('hex');
    await writeFile(join(folder, 'tokens.json'), JSON.stringify([{ name: 'ada', sha256, group: 'platform' }]));
    await writeFile(join(folder, 'prices.json'), JSON.stringify({ large: { input: 0, output: 500_000 } }));
    let calls = 0;
    running = await startApp(
      {
        open: () =>
          ++calls === 3 ? throwError(() => new ApiError('overloaded_error', 'no')) : events(() => from(STORY)),
      },
      {
        AUTH_TOKENS_FILE: join(folder, 'tokens.json'),
        PRICES_FILE: join(folder, 'prices.json'),
        AUDIT_LOG_FILE: file,
      },
    );
  });
  afterEach(() => rm(folder, { recursive: true }));

  it('has one record for each request to a model, without content, which the report sums', async () => {
    for (let i = 0; i < 3; i++) {
      const response = await fetch(`${running.url}/v1/messages`, {
        method: 'POST',
        headers: {
          'x-api-key': 'a-token',
          'x-claude-code-session-id': 'session-1',
          'x-claude-code-agent-id': 'agent-1',
          'x-claude-code-request-class': 'subagent',
        },
        body: JSON.stringify({ ...QUESTION, messages: [{ role: 'user', content: 'a private word' }] }),
      });
      await response.text();
    }
    await fetch(`${running.url}/v1/models`, { headers: { 'x-api-key': 'a-token' } });
    await running.close();
    const text = await readFile(file, 'utf8');
    const records = text
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as object);
    expect(records).toHaveLength(3);
    expect(records[0]).toMatchObject({
      person: 'ada',
      group: 'platform',
      session: 'session-1',
      agent: 'agent-1',
      class: 'subagent',
      model_asked: 'claude-sonnet-5',
      provider: 'scripted',
      model: 'large',
      input_tokens: 3,
      output_tokens: 2,
      usd: 1,
      outcome: 'ok',
      status: 200,
    });
    expect(records[2]).toMatchObject({ usd: 0, outcome: 'overloaded_error', status: 529 });
    for (const secret of ['private', 'Hel', 'a-token']) expect(text).not.toContain(secret);
    const written: string[] = [];
    const { write } = process.stdout;
    process.stdout.write = (chunk) => written.push(String(chunk)) > 0;
    try {
      await reportCommand([file], { by: 'group', since: '1d', csv: true });
    } finally {
      process.stdout.write = write;
    }
    expect(written.join('')).toBe(
      'group,requests,failed,input,cached,output,usd,unpriced\r\nplatform,3,1,6,0,4,2.0000,0\r\n',
    );
  });
});
