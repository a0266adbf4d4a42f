import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type * as Catalogue from '@gateway/model-catalogue';
import type * as Kit from '@gateway/provider-kit';
import type { Call, Provider } from '@gateway/provider-kit';
import { lastValueFrom, type Observable, switchMap } from 'rxjs';
import type * as Checks from '../../../src/config/check-settings.js';
import type * as List from '../../../src/plugins.js';
import { GATEWAY_MAIN } from '../../kit/process/built-gateway.js';
import type { Route } from '../../kit/harness/wires.js';
import type { Bench } from '../bench.types.js';
import { stamp } from '../stamp.js';

const DIST = dirname(dirname(GATEWAY_MAIN));
const EVENTS = 4096;
/** Events in one read. */
const BATCH = 16;
const WARM_UP = 5;
const REPEATS = 5;

const built = async (file: string): Promise<unknown> => import(pathToFileURL(join(DIST, file)).href);

/**
 * The provider alone, in this process: frames are found, parsed, translated and written down, without any network.
 * Beside it the least that this takes, `JSON.parse` of each event, so that the figure means the same on any machine.
 */
export async function translatorScenario({ wire, note }: Bench): Promise<void> {
  const batch = Array.from({ length: BATCH }, () => wire.event(stamp())).join('');
  const reads = [wire.opening, ...Array.from({ length: EVENTS / BATCH }, () => batch), wire.closing];
  const bytes = reads.map((read) => Buffer.from(read));
  const provider = await openProvider(wire.route, () => {
    const body = new ReadableStream<Uint8Array>({
      start(controller) {
        for (const read of bytes) controller.enqueue(read);
        controller.close();
      },
    });
    return new Response(body, { headers: { 'content-type': 'text/event-stream' } });
  });
  const { Gate } = (await built('libs/provider-kit/src/index.js')) as typeof Kit;
  const answer = async (): Promise<number> => {
    const items = provider
      .open(toCall(wire.route))
      .pipe(
        switchMap((reply): Observable<unknown> =>
          reply.kind === 'events' ? reply.events(new Gate()) : reply.bytes(new Gate()),
        ),
      );
    const began = performance.now();
    await lastValueFrom(items);
    return performance.now() - began;
  };
  const documents = Array.from({ length: EVENTS }, () => /data: (.*?)\r?\n/.exec(wire.event(stamp()))![1]!);
  const parse = (): number => {
    const began = performance.now();
    for (const document of documents) JSON.parse(document);
    return performance.now() - began;
  };
  const took = { gateway: [] as number[], parse: [] as number[] };
  for (let repeat = -WARM_UP; repeat < REPEATS; repeat++) {
    const each = { gateway: await answer(), parse: parse() };
    if (repeat < 0) continue;
    took.gateway.push(each.gateway);
    took.parse.push(each.parse);
  }
  note('translator', 'gateway', (Math.min(...took.gateway) * 1000) / EVENTS);
  note('translator', 'JSON.parse', (Math.min(...took.parse) * 1000) / EVENTS);
}

/** The built plugin of a route, its upstream replaced by a function. */
async function openProvider(route: Route, upstream: () => Response): Promise<Provider> {
  const { PLUGINS } = (await built('src/plugins.js')) as typeof List;
  const {
    manifestOf: cardOf,
    CorrectionCache,
    sendOver,
  } = (await built('libs/provider-kit/src/index.js')) as typeof Kit;
  const { BUILT_IN_ROWS, ModelCatalogue } = (await built('libs/model-catalogue/src/index.js')) as typeof Catalogue;
  const { checkSettings } = (await built('src/config/check-settings.js')) as typeof Checks;
  const plugin = PLUGINS.find((each) => cardOf(each)?.name === route.plugin)!;
  const { value } = checkSettings(cardOf(plugin)!.settings, route.settings('http://127.0.0.1:1'));
  const fetch = (): Promise<Response> => Promise.resolve(upstream());
  return new plugin().load(value, {
    send: sendOver(fetch),
    fetch,
    limits: { retries: 0, commitAfter: 10_000, firstByte: 10_000, idle: 10_000, total: 0 },
    tokenizer: { count: () => Promise.resolve(1) },
    unsupportedServerTools: 'error',
    strict: false,
    models: new ModelCatalogue(BUILT_IN_ROWS),
    corrections: new CorrectionCache(),
    log: { info: () => undefined, warn: () => undefined },
  });
}

function toCall(route: Route): Call {
  const request = {
    model: 'claude-opus-5-5',
    max_tokens: 10_000,
    stream: true,
    messages: [{ role: 'user' as const, content: 'Hello' }],
  };
  return {
    request,
    rawBody: Buffer.from(JSON.stringify(request)),
    headers: {},
    query: '',
    route: { requestedModel: request.model, provider: route.plugin, model: route.model },
    stream: true,
    requestId: 'req_bench',
    changes: new Set(),
  };
}
