import { manifestOf, Gate, type Call, type Provider, type ProviderPlugin } from '@gateway/provider-kit';
import type { ApiError, StreamEvent } from '@gateway/protocol';
import { lastValueFrom, reduce, switchMap } from 'rxjs';
import { checkSettings } from '../../../src/config/check-settings.js';
import { PLUGINS } from '../../../src/plugins.js';
import { normalizeIds, providerContext } from '@gateway/testing';
import type { Route } from './wires.js';

/** The plugin of a route at work in this process, its upstream replaced by a function. */
export async function openProvider(route: Route, upstream: () => Response): Promise<Provider> {
  const found = PLUGINS.find((plugin) => manifestOf(plugin)?.name === route.plugin)!;
  const { value } = checkSettings(manifestOf(found)!.settings, route.settings('http://127.0.0.1:1'));
  const plugin: ProviderPlugin = new found();
  return plugin.load(
    value,
    providerContext(() => Promise.resolve(upstream())),
  );
}

/** Every event of a streamed answer, without what is made up anew for each; an error as it was thrown. */
export async function handler(provider: Provider, route: Route): Promise<object> {
  const request = {
    model: 'claude-opus-5-5',
    max_tokens: 1000,
    stream: true,
    messages: [{ role: 'user' as const, content: 'Hello' }],
    thinking: { type: 'adaptive' as const },
  };
  const call: Call = {
    request,
    rawBody: Buffer.from(JSON.stringify(request)),
    headers: {},
    query: '',
    route: { requestedModel: request.model, provider: route.plugin, model: route.model },
    stream: true,
    requestId: 'req_1',
    changes: new Set(),
  };
  const events = provider.open(call).pipe(
    switchMap((reply) => {
      if (reply.kind !== 'events') throw new Error('the answer is handed on as bytes');
      return reply.events(new Gate());
    }),
    reduce((all: StreamEvent[], some) => [...all, ...some], []),
  );
  const received = await lastValueFrom(events).catch((error: unknown) => {
    const { status, type, message } = error as ApiError;
    return { thrown: { status, type, message } };
  });
  return 'thrown' in received ? received : normalizeIds(received);
}
