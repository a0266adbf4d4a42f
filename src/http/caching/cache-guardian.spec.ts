import { afterEach, describe, expect, it, jest } from '@jest/globals';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { PinoLogger } from 'nestjs-pino';
import { setTimeout as pause } from 'node:timers/promises';
import { from } from 'rxjs';
import type { PromptParts } from '@gateway/provider-kit';
import { scriptedPlugin } from '../../../test/kit/app/start-app.js';
import { events, QUESTION, STORY } from '../../../test/kit/app/story.js';
import { FakeDeployment } from '../../../test/routing/fake-deployment.js';
import { createApp } from '../../app/create-app.js';

const message = (role: string, content: unknown): object => ({ role, content });
const FIRST = [message('user', 'a')];
const SECOND = [...FIRST, message('assistant', 'b'), message('user', 'c')];

let app: NestExpressApplication;
afterEach(async () => {
  jest.restoreAllMocks();
  await app.close();
});

async function ask(
  messages: readonly object[],
  rest: object = {},
  headers: Record<string, string> = {},
): Promise<void> {
  const response = await fetch(`${await app.getUrl()}/v1/messages`, {
    method: 'POST',
    body: JSON.stringify({ ...QUESTION, messages, ...rest }),
    headers: { 'x-claude-code-session-id': 's', ...headers },
  });
  expect(response.status).toBe(200);
  await response.text();
  await pause(20);
}
const readBreaks = async (): Promise<readonly string[]> => {
  const metrics = await (await fetch(`${await app.getUrl()}/metrics`)).text();
  return metrics.match(/^gateway_cache_breaks_total\{.*$/gm) ?? [];
};

describe('the cache guardian', () => {
  let sent: PromptParts;
  const start = async (isOn = true): Promise<void> => {
    const plugin = scriptedPlugin({
      open: ({ onPrompt }) => {
        expect(onPrompt !== undefined).toBe(isOn);
        onPrompt?.(sent);
        return events(() => from(STORY));
      },
    });
    const environment = { LOG_LEVEL: 'silent', CACHE_GUARDIAN: String(isOn) };
    app = await createApp({ plugins: [plugin], environment });
    await app.listen(0, '127.0.0.1');
  };

  it('names the first part of a prompt that only the translation changed, in a line and a metric', async () => {
    await start();
    const warn = jest.spyOn(PinoLogger.root, 'warn');
    sent = { tools: [], system: 's', messages: ['a'] };
    await ask(FIRST);
    sent = { tools: [], system: 's', messages: ['A', 'b', 'c'] };
    await ask(SECOND);
    expect(await readBreaks()).toEqual(['gateway_cache_breaks_total{reason="translation",part="message"} 1']);
    expect(warn.mock.calls).toMatchObject([
      [{ reason: 'translation', part: 'message 1', target: 'scripted/large' }, 'a prompt lost its cache'],
    ]);
    expect(JSON.stringify(warn.mock.calls)).not.toContain('"A"');
  });

  it('keeps the conversations of a session apart', async () => {
    await start();
    sent = { tools: [], system: 's', messages: ['a'] };
    await ask(FIRST);
    sent = { tools: ['x'], system: 'other', messages: ['z'] };
    await ask([message('user', 'z')]);
    await ask(FIRST, {}, { 'x-claude-code-agent-id': 'agent' });
    expect(await readBreaks()).toEqual([]);
  });

  it('is not asked without its setting', async () => {
    await start(false);
    await ask(FIRST);
  });
});

describe('a conversation that its client only continues', () => {
  it('is a prompt that is only continued, over the real translation', async () => {
    const deployment = await FakeDeployment.start('eu');
    app = await createApp({
      environment: {
        LOG_LEVEL: 'silent',
        CACHE_GUARDIAN: 'true',
        PREFERRED_PROVIDER: 'eu',
        BIG_MODEL: 'gpt',
        SMALL_MODEL: 'gpt',
        ...deployment.variables,
      },
    });
    await app.listen(0, '127.0.0.1');
    const mark = { cache_control: { type: 'ephemeral' } };
    const tool = { name: 'Read', input_schema: { type: 'object', properties: { path: { type: 'string' } } } };
    const system = (billing: number): object[] => [
      { type: 'text', text: `x-anthropic-billing-header: cch=${billing}` },
      { type: 'text', text: 'You help.', ...mark },
    ];
    const more = { stream: false, tools: [tool] };
    const messages: object[] = [];
    for (let turn = 0; turn < 5; turn++) {
      const text = { type: 'text', text: `question ${turn}` };
      await ask([...messages, message('user', [{ ...text, ...mark }])], { ...more, system: system(turn) });
      messages.push(message('user', turn % 2 === 0 ? [text] : text.text));
      messages.push(
        message('assistant', [{ type: 'tool_use', id: `toolu_${turn}`, name: 'Read', input: { path: '/a' } }]),
      );
      messages.push(message('user', [{ type: 'tool_result', tool_use_id: `toolu_${turn}`, content: 'x' }]));
    }
    deployment.close();
    expect(await readBreaks()).toEqual([]);
    expect(deployment.requests).toBe(5);
  });
});
