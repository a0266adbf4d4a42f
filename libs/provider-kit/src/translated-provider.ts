import { MessageWriter } from '@gateway/protocol';
import { defer, from, map, type Observable, switchMap } from 'rxjs';
import type { Dialect } from './dialect.types.js';
import type { Endpoint } from './endpoint.types.js';
import { type Hints, withHints } from './failure/with-hints.js';
import { LARGE_BODY } from './large-body.js';
import { mapStream } from './map-stream.js';
import { countPrompt } from './prepare/count-prompt.js';
import { normalizeRequest } from './prepare/normalize-request.js';
import type { NormalizedRequest } from './prepare/normalized-request.types.js';
import type { ProviderContext } from './provider-context.types.js';
import type { Call, CountReply, EventReply, Provider, UpstreamRequest } from './provider.types.js';
import { countUpstream } from './upstream/count-upstream.js';
import { allInTime, deadlineIn } from './upstream/in-time.js';
import { type CommittedReply, correctorOf, openReply } from './upstream/open-reply.js';
import { shownHeaders, withoutSecrets } from './upstream/without-secrets.js';

export interface TranslatedParts {
  readonly context: ProviderContext;
  readonly endpoint: Endpoint;
  /** The dialect for this model. */
  readonly dialect: (model: string) => Dialect<unknown, unknown>;
  /** What the operator should check when this upstream rejects the credentials, or cannot be reached. */
  readonly hints?: Hints;
}

/** A provider whose upstream does not speak the Messages API: a dialect, used at an endpoint. */
export function translatedProvider({ context, endpoint, dialect: dialectFor, hints = {} }: TranslatedParts): Provider {
  const { unsupportedServerTools, log } = context;
  const normalizeOptions = { unsupportedServerTools, log };

  const open = (call: Call): Observable<EventReply> =>
    defer(() => {
      const dialect = dialectFor(call.route.model);
      const normalized = normalizeRequest(call, dialect.traits(call.route.model), normalizeOptions);
      if (normalized.request.max_tokens === 0) return from(prewarmed(normalized, context));
      const deadline = deadlineIn(context.limits.total);
      const isLarge = call.rawBody.length > LARGE_BODY;
      return openReply({ context, endpoint, dialect, normalized, isLarge, onPrompt: call.onPrompt }).pipe(
        allInTime(deadline),
        map((committed) => mapStream(toReply(committed, dialect), { events: { until: deadline } })),
      );
    });

  const countTokens = (call: Call): Observable<CountReply> =>
    defer(() => {
      const dialect = dialectFor(call.route.model);
      const normalized = normalizeRequest(call, dialect.traits(call.route.model), {
        ...normalizeOptions,
        counting: true,
      });
      return countUpstream({ context, endpoint, dialect, normalized }).pipe(
        switchMap(async (counted) => counted ?? (await countPrompt(normalized, context.tokenizer))),
        map((tokens): CountReply => ({ kind: 'count', tokens })),
      );
    });

  const explain = async (call: Call): Promise<UpstreamRequest> => {
    const dialect = dialectFor(call.route.model);
    const normalized = normalizeRequest(call, dialect.traits(call.route.model), normalizeOptions);
    const body = correctorOf(context, dialect, normalized).applyKnown(dialect.toBody(normalized));
    const { model, session } = normalized;
    const { url, init } = await endpoint.sign({ path: dialect.path(normalized), model, session, body });
    return { method: 'POST', url: withoutSecrets(url), headers: shownHeaders(init.headers), body };
  };

  return withHints({ open, countTokens, explain }, hints, context.naming);
}

function toReply({ headers, events }: CommittedReply, dialect: Dialect<unknown, unknown>): EventReply {
  return { kind: 'events', status: 200, headers: (headers && dialect.toHeaders?.(headers, new Date())) ?? {}, events };
}

/** `max_tokens: 0` asks to warm a cache; other providers have none to warm, so the gateway responds itself. */
async function prewarmed(normalized: NormalizedRequest, { tokenizer }: ProviderContext): Promise<EventReply> {
  const writer = new MessageWriter(normalized.writing);
  const tokens = await countPrompt(normalized, tokenizer);
  writer.usage({ input_tokens: tokens, output_tokens: 0 });
  writer.stop('max_tokens');
  writer.finish();
  const events = writer.take();
  return { kind: 'events', status: 200, headers: {}, events: () => from([events]) };
}
