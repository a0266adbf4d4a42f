import { afterEach, describe, expect, it } from '@jest/globals';
import { Plugin, type ListedModel, type ProviderPlugin } from '@gateway/provider-kit';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { EMPTY } from 'rxjs';
import { createApp } from '../../app/create-app.js';

class PassingSettings {
  readonly configured = true;
}

let app: NestExpressApplication | undefined;

afterEach(() => app?.close());

/** What a gateway lists whose preferred provider speaks the client's names and lists its models this way. */
async function list(listModels: () => Promise<readonly ListedModel[]>): Promise<unknown> {
  @Plugin<PassingSettings>({
    name: 'passing',
    settings: PassingSettings,
    missing: () => [],
    ownsModel: () => true,
    passModelNames: true,
  })
  class PassingPlugin implements ProviderPlugin<PassingSettings> {
    load(): ReturnType<ProviderPlugin['load']> {
      const explain = (): Promise<never> => Promise.reject(new Error('not in this test'));
      return Promise.resolve({ open: () => EMPTY, countTokens: () => EMPTY, explain, listModels });
    }
  }
  const environment = { LOG_LEVEL: 'silent', MODEL_MAP: 'claude-mine=passing/m' };
  app = await createApp({ plugins: [PassingPlugin], environment });
  await app.listen(0, '127.0.0.1');
  const response = await fetch(`${await app.getUrl()}/v1/models`);
  const { data } = (await response.json()) as { data: readonly ListedModel[] };
  return data.map(({ id }) => id);
}

describe('the models of a provider that speaks the names of the client', () => {
  it('follow those of the settings, each once', async () => {
    const theirs = [{ id: 'claude-a' }, { id: 'claude-mine' }];
    expect(await list(() => Promise.resolve(theirs))).toEqual(['claude-mine', 'claude-a']);
  });

  it('are left out where their list cannot be read', async () =>
    expect(await list(() => Promise.reject(new Error('refused')))).toEqual(['claude-mine']));
});
