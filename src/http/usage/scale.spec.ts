import { afterEach, describe, expect, it } from '@jest/globals';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { from, of } from 'rxjs';
import { createApp } from '../../app/create-app.js';
import { scriptedPlugin } from '../../../test/kit/app/start-app.js';
import { bytes, encode, events, post, QUESTION, STORY } from '../../../test/kit/app/story.js';

let app: NestExpressApplication | undefined;
afterEach(() => app?.close());

async function start(variables: Readonly<Record<string, string>>, isForwarded = false): Promise<string> {
  const plugin = scriptedPlugin({
    open: () => (isForwarded ? bytes(() => from([encode('{"usage":{"input_tokens":3}}')])) : events(() => from(STORY))),
    countTokens: () => of({ kind: 'count', tokens: 1000 }),
  });
  app = await createApp({
    plugins: [plugin],
    environment: { LOG_LEVEL: 'silent', BIG_MODEL: 'gpt-5.2', ...variables },
  });
  await app.listen(0, '127.0.0.1');
  return `${await app.getUrl()}/v1/messages`;
}

const ON = { SCALE_CONTEXT: 'true', MODEL_MAP: 'my-model=scripted/gpt-5.2,free=scripted/unheard-of' };
const ask = (url: string, model = 'my-model'): Promise<Response> => post(url, { ...QUESTION, model });

describe('SCALE_CONTEXT', () => {
  it('scales the usage to the window that the client assumes, and counts the true figures', async () => {
    const url = await start(ON);
    const response = await ask(url);
    expect(response.headers.get('x-gateway-context-scale')).toBe('3.676');
    const text = await response.text();
    expect(text.match(/"input_tokens":\d+/g)).toEqual(['"input_tokens":12', '"input_tokens":12']);
    expect(text).toContain('"output_tokens":2');
    expect(await (await fetch(new URL('/metrics', url))).text()).toMatch(/gateway_tokens_total\{.*kind="input"\} 3\n/);
  });

  it('scales counts, and has the true one in a header', async () => {
    const url = await start(ON);
    const response = await ask(`${url}/count_tokens`);
    expect([await response.json(), response.headers.get('x-gateway-input-tokens')]).toEqual([
      { input_tokens: 3677 },
      '1000',
    ]);
  });

  it.each<[string, Readonly<Record<string, string>>, string, boolean]>([
    ['without the setting', { MODEL_MAP: ON.MODEL_MAP }, 'my-model', false],
    ['for a model of unknown size', ON, 'free', false],
    ['for a response that is forwarded', ON, 'my-model', true],
  ])('changes nothing %s', async (_, variables, model, isForwarded) => {
    const response = await ask(await start(variables, isForwarded), model);
    expect(response.headers.has('x-gateway-context-scale')).toBe(false);
    expect(await response.text()).toContain('"input_tokens":3');
  });
});
