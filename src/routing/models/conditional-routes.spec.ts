import { afterEach, describe, expect, it, jest } from '@jest/globals';
import { setTimeout as pause } from 'node:timers/promises';
import type { NestExpressApplication } from '@nestjs/platform-express';
import type { Call, Reply } from '@gateway/provider-kit';
import { PinoLogger } from 'nestjs-pino';
import { from, type Observable } from 'rxjs';
import { createApp } from '../../app/create-app.js';
import { candidates } from '../../../test/kit/app/candidates.js';
import { scriptedPlugin } from '../../../test/kit/app/start-app.js';
import { events, QUESTION, STORY } from '../../../test/kit/app/story.js';
import { ProviderRegistry } from '../registry/provider.registry.js';
import { RoutingSettings } from '../routing.settings.js';
import { findRouteMistakes } from './find-route-mistakes.js';
import { listRoutes, namesToShow } from './list-routes.js';
import { ModelsService } from './models.service.js';

const MODEL_MAP = [
  '*haiku*[subagent]=a/small-agent',
  '*[subagent,over:1k]=a/big-agent',
  '*[subagent]=a/agent',
  '*[compaction]=a/compact',
  '*[over:2k]=a/wide',
  'claude-opus-*=a/opus',
].join(',');

let app: NestExpressApplication | undefined;
afterEach(async () => {
  await app?.close();
  app = undefined;
});

async function start(): Promise<{ url: string; called: string[] }> {
  const called: string[] = [];
  const open = ({ route }: Call): Observable<Reply> => {
    called.push(route.model);
    return events(() => from(STORY));
  };
  const explain = (): Promise<never> => Promise.resolve({ method: 'POST', url: 'x', headers: {}, body: {} } as never);
  app = await createApp({
    plugins: [scriptedPlugin({ open, explain }, 'a')],
    environment: { LOG_LEVEL: 'silent', MODEL_MAP },
  });
  await app.listen(0, '127.0.0.1');
  return { url: `${await app.getUrl()}/v1/messages`, called };
}

const agent = { 'x-claude-code-agent-id': 'a1' };
const send = (
  url: string,
  { headers = {}, ...body }: { headers?: Record<string, string>; model?: string; pad?: string },
): Promise<Response> => fetch(url, { method: 'POST', body: JSON.stringify({ ...QUESTION, ...body }), headers });

describe('MODEL_MAP with conditions', () => {
  it.each<[string, Parameters<typeof send>[1], string]>([
    ['no condition is met', { model: 'claude-opus-5' }, 'opus'],
    ['none is met, and no other entry matches', {}, 'large'],
    ['the name and the condition match', { model: 'claude-haiku-5', headers: agent }, 'small-agent'],
    ['the first entry does not match the name', { headers: agent }, 'agent'],
    ['all conditions of an earlier entry are met', { headers: agent, pad: 'x'.repeat(5000) }, 'big-agent'],
    ['an entry for a condition is before one for the name', { model: 'claude-opus-5', pad: 'x'.repeat(9000) }, 'wide'],
    [
      'a compaction is also large',
      { headers: { 'x-claude-code-request-class': 'compaction' }, pad: 'x'.repeat(9000) },
      'compact',
    ],
  ])('%s', async (_, request, model) => {
    const { url, called } = await start();
    expect((await send(url, request)).status).toBe(200);
    expect(called).toEqual([model]);
  });

  it('explains the rule and what met it', async () => {
    const { url } = await start();
    const explained = (await (await send(`${url}/explain`, { headers: agent })).json()) as { route: unknown };
    expect(explained.route).toMatchObject({
      model: 'agent',
      reason: 'MODEL_MAP: *[subagent]=a/agent (header x-claude-code-agent-id)',
    });
  });

  it('names the rule in the log', async () => {
    const { url } = await start();
    const log = jest.spyOn(PinoLogger.root, 'info');
    await (await send(url, { headers: agent })).text();
    while (log.mock.calls.length === 0) await pause(5);
    expect(log.mock.calls[0]?.[0]).toMatchObject({
      upstream_model: 'agent',
      rule: 'MODEL_MAP: *[subagent]=a/agent (header x-claude-code-agent-id)',
    });
  });

  it('shows each rule among the routes', async () => {
    await start();
    const registry = app!.get(ProviderRegistry);
    const rows = listRoutes(namesToShow(MODEL_MAP, registry), app!.get(ModelsService), registry);
    expect(rows.map(({ asked, model, reason }) => [asked, model, reason]).slice(0, 6)).toEqual(
      MODEL_MAP.split(/,(?!over)/).map((entry) => {
        const [pattern, target = ''] = entry.split('=');
        return [pattern, target.slice(2), `MODEL_MAP: ${entry}`];
      }),
    );
  });

  it.each([
    '*[subagent=openai/x',
    '*subagent]=openai/x',
    '*[subagent]x=openai/x',
    '*[subagent][compaction]=openai/x',
    '*=openai/x[subagent]',
  ])('names the bracket in the wrong place of %s', (map) => {
    const settings = Object.assign(new RoutingSettings(), { MODEL_MAP: map });
    expect(findRouteMistakes(settings, candidates(['openai']))).toEqual([
      `MODEL_MAP: "${map}" has a bracket in the wrong place; conditions stand at the end of the pattern: ` +
        '*[subagent,over:200k]=provider/model',
    ]);
  });

  it.each([
    ['*[]=openai/x', '"*[]" has the unknown condition ""'],
    ['*[over:0]=openai/x', '"*[over:0]" has the unknown condition "over:0"'],
    ['*[agents]=openai/x', '"*[agents]" has the unknown condition "agents"'],
    ['*[subagent,over:x]=openai/x', '"*[subagent,over:x]" has the unknown condition "over:x"'],
  ])('names the mistake in %s', (map, mistake) => {
    const settings = Object.assign(new RoutingSettings(), { MODEL_MAP: map });
    expect(findRouteMistakes(settings, candidates(['openai']))).toEqual([
      `MODEL_MAP: ${mistake}; there are subagent, compaction, background, web-search and over:200k`,
    ]);
  });
});
