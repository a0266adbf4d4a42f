import type { Type } from '@nestjs/common';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { Plugin, type Provider, type ProviderContext, type ProviderPlugin } from '@gateway/provider-kit';
import { EMPTY } from 'rxjs';
import { createApp } from '../../../src/app/create-app.js';

class ScriptedSettings {
  readonly configured = true;
}

/** A plugin that answers as a test says; where it is the only one, it is preferred. */
export function scriptedPlugin(provider: Partial<Provider>, name = 'scripted'): Type<ProviderPlugin> {
  @Plugin<ScriptedSettings>({
    name,
    settings: ScriptedSettings,
    missing: () => [],
    ownsModel: () => false,
    defaultModels: { big: 'large', small: 'little' },
  })
  class ScriptedPlugin implements ProviderPlugin<ScriptedSettings> {
    context?: ProviderContext;

    load(_settings: ScriptedSettings, context: ProviderContext): Promise<Provider> {
      this.context = context;
      return Promise.resolve({
        open: () => EMPTY,
        countTokens: () => EMPTY,
        explain: () => Promise.reject(new Error('not in this test')),
        ...provider,
      });
    }
  }
  return ScriptedPlugin;
}

export interface RunningApp {
  readonly app: NestExpressApplication;
  readonly url: string;
  close(): Promise<void>;
}

/** The whole gateway over real HTTP, with a provider of the test's own behind it. */
export async function startApp(
  provider: Partial<Provider> = {},
  environment: Readonly<Record<string, string>> = {},
): Promise<RunningApp> {
  const app = await createApp({
    plugins: [scriptedPlugin(provider)],
    environment: { LOG_LEVEL: 'silent', ...environment },
  });
  await app.listen(0, '127.0.0.1');
  return { app, url: await app.getUrl(), close: () => app.close() };
}
