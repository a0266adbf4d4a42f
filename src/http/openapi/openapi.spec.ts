import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { readFileSync } from 'node:fs';
import { from, of } from 'rxjs';
import { type RunningApp, startApp } from '../../../test/kit/app/start-app.js';
import { events, QUESTION, STORY } from '../../../test/kit/app/story.js';
import { ROUTES } from './routes.js';
import { toOpenApi } from './to-open-api.js';

const TOKEN = 'the-token';
const BODY = { ...QUESTION, model: 'claude-sonnet-5', stream: false };

interface Layer {
  readonly route?: { readonly path: string; readonly methods: Readonly<Record<string, boolean>> };
}

describe('the OpenAPI document', () => {
  let running: RunningApp;
  const schemas = new Ajv2020({ strict: false, validateFormats: false }).addSchema({ ...toOpenApi(), $id: 'document' });

  beforeAll(async () => {
    const explain = (): Promise<never> =>
      Promise.resolve({ method: 'POST', url: 'http://upstream', headers: {}, body: {} } as never);
    running = await startApp(
      { open: () => events(() => from(STORY)), countTokens: () => of({ kind: 'count', tokens: 3 }), explain },
      { ANTHROPIC_AUTH_TOKEN: TOKEN, BIG_MODEL: 'large', SMALL_MODEL: 'little' },
    );
  });
  afterAll(() => running.close());

  const ask = (path: string, init: RequestInit = {}): Promise<Response> =>
    fetch(running.url + path, { headers: { 'x-api-key': TOKEN, accept: 'application/json' }, ...init });
  const fits = (schema: string, value: unknown): unknown => {
    const validate = schemas.getSchema(`document#/components/schemas/${schema}`)!;
    return validate(value) ? [] : validate.errors;
  };

  it('has each route of the gateway, and no other', () => {
    const { stack } = (running.app.getHttpAdapter().getInstance() as { router: { stack: readonly Layer[] } }).router;
    const served = stack
      .flatMap(({ route }) =>
        route === undefined ? [] : Object.keys(route.methods).map((method) => [method, route.path]),
      )
      .map(([method, path]) => `${method} ${path?.replace(/:(\w+)/g, '{$1}')}`)
      .filter((route) => !route.includes('*'));
    expect(ROUTES.map(({ method, path }) => `${method} ${path}`).toSorted()).toEqual([...new Set(served)].toSorted());
  });

  it('describes what the gateway returns, and who may read it', async () => {
    for (const { method, path, body, responses, isOpen } of ROUTES) {
      const [first] = responses;
      if (path === '/status/events' || first === undefined || !('schema' in first)) continue;
      const init = body === undefined ? { method } : { method, body: JSON.stringify(BODY) };
      const answer = await ask(path.replace('{id}', 'claude-sonnet'), init);
      const found = [path, answer.status, fits(first.schema, await answer.json())];
      const refused = await ask(path.replace('{id}', 'claude-sonnet'), { ...init, headers: {} });
      expect([...found, refused.status]).toEqual([path, 200, [], isOpen === true ? 200 : 401]);
      if (isOpen !== true) expect(fits('Error', await refused.json())).toEqual([]);
    }
  });

  it('describes the requests', () => {
    expect(fits('MessagesRequest', BODY)).toEqual([]);
    expect(fits('MessagesRequest', { ...BODY, messages: 'Hello' })).not.toEqual([]);
  });

  it('docs/openapi.json is fresh: else build and run dist/src/reference/write-docs.js', () =>
    expect(JSON.parse(readFileSync('docs/openapi.json', 'utf8'))).toEqual(JSON.parse(JSON.stringify(toOpenApi()))));
});
