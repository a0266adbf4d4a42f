import { ApiError, MessageWriter } from '@gateway/protocol';
import { catchError, defer, from, map, type Observable, switchMap } from 'rxjs';
import type { Dialect, BufferedResponse } from './dialect.types.js';
import type { Endpoint } from './endpoint.types.js';
import { type Hints, withHint } from './failure/with-hint.js';
import { LARGE_BODY } from './large-body.js';
import { countPrompt } from './prepare/count-prompt.js';
import { normalizeRequest } from './prepare/normalize-request.js';
import type { NormalizedRequest } from './prepare/normalized-request.types.js';
import type { ProviderContext } from './provider-context.types.js';
import type { Call, EventReply, Provider, UpstreamRequest } from './provider.types.js';
import { type CommittedReply, openReply, correctorOf } from './upstream/retry-loop.js';
import { allInTime, sendInTime } from './upstream/in-time.js';
import { readBuffered } from './upstream/read-body.js';
import { shownHeaders, withoutCredentials, withoutSecrets } from './upstream/without-secrets.js';

export interface TranslatedParts {
  readonly context: ProviderContext;
  readonly endpoint: Endpoint;
  /** The dialect in which this model is spoken to. */
  readonly dialect: (model: string) => Dialect<unknown, unknown>;
  /** What whoever runs the gateway should check when this upstream does not know us, or is not there. */
  readonly hints?: Hints;
}

/** Statuses of a failed count that the client must hear of; after any other the prompt is counted here. */
const COUNT_REFUSED = new Set([401, 403, 404]);

/** How upstreams say that it is the model they do not have, and not the way to count. */
const NO_SUCH_MODEL = /model_not_found|DeploymentNotFound|NOT_FOUND/;

/** A provider whose upstream does not speak the Messages API: a dialect, spoken at an endpoint. */
export function translatedProvider({ context, endpoint, dialect: dialectFor, hints = {} }: TranslatedParts): Provider {
  const { unsupportedServerTools } = context;

  const open = (call: Call): Observable<EventReply> =>
    defer(() => {
      const dialect = dialectFor(call.route.model);
      const normalized = normalizeRequest(call, dialect.traits(call.route.model), {
        unsupportedServerTools,
        log: context.log,
      });
      if (normalized.request.max_tokens === 0) return from(prewarmed(normalized, context));
      const inTotal = allInTime(context.limits.total);
      const isLarge = call.rawBody.length > LARGE_BODY;
      return openReply({ context, endpoint, dialect, normalized, isLarge }).pipe(
        inTotal,
        map((got) => toReply(got, dialect, inTotal)),
      );
    }).pipe(
      catchError((error: unknown) => {
        throw withHint(error, hints, context.naming);
      }),
    );

  const countTokens = (call: Call): Observable<number> =>
    defer(() => {
      const dialect = dialectFor(call.route.model);
      const normalized = normalizeRequest(call, dialect.traits(call.route.model), {
        unsupportedServerTools,
        counting: true,
      });
      const native = dialect.toCount?.(normalized);
      const here = (): Observable<number> => from(countPrompt(normalized, context.tokenizer));
      if (native === undefined) return here();
      return defer(() => endpoint.sign({ ...native, model: normalized.model, session: normalized.session })).pipe(
        switchMap((signed) =>
          sendInTime(signed, context, dialect.name).pipe(
            switchMap((response) => readBuffered(response, context.limits)),
            map((result) => readCount(result, dialect, normalized)),
            catchError((error: unknown) => {
              throw error instanceof ApiError ? withoutCredentials(error, signed.init.headers) : error;
            }),
          ),
        ),
        allInTime(context.limits.total),
        catchError((error: unknown) => {
          if (error instanceof ApiError && COUNT_REFUSED.has(error.status))
            throw withHint(error, hints, context.naming);
          context.log.info({ backend: dialect.name, reason: String(error) }, 'prompt counted locally');
          return here();
        }),
      );
    });

  const explain = async (call: Call): Promise<UpstreamRequest> => {
    const dialect = dialectFor(call.route.model);
    const normalized = normalizeRequest(call, dialect.traits(call.route.model), { unsupportedServerTools });
    const body = correctorOf(context, dialect, normalized).applyKnown(dialect.toBody(normalized));
    const { model, session } = normalized;
    const question = { path: dialect.path(normalized), model, session, body };
    const { url, init } = await endpoint.sign(question).catch((error: unknown) => {
      throw withHint(error, hints, context.naming);
    });
    return { method: 'POST', url: withoutSecrets(url), headers: shownHeaders(init.headers), body };
  };

  return { open, countTokens, explain };
}

function toReply(
  { headers, events }: CommittedReply,
  dialect: Dialect<unknown, unknown>,
  inTotal: <T>(source: Observable<T>) => Observable<T>,
): EventReply {
  return {
    status: 200,
    headers: (headers && dialect.toHeaders?.(headers, new Date())) ?? {},
    events: (gate) => events(gate).pipe(inTotal),
  };
}

/** The upstream's figure, or its error. A 404 that is not about the model only means that it has no way to count. */
function readCount(
  result: BufferedResponse,
  dialect: Dialect<unknown, unknown>,
  normalized: NormalizedRequest,
): number {
  const tokens = result.status < 300 ? dialect.readCount?.(result.body) : undefined;
  if (tokens !== undefined) return tokens;
  if (result.status === 404 && !NO_SUCH_MODEL.test(JSON.stringify(result.body))) throw new Error('no way to count');
  throw dialect.toError(result, normalized);
}

/** `max_tokens: 0` asks to warm a cache; elsewhere there is none to warm, so the answer is given here. */
async function prewarmed(normalized: NormalizedRequest, { tokenizer }: ProviderContext): Promise<EventReply> {
  const writer = new MessageWriter(normalized.writing);
  const tokens = await countPrompt(normalized, tokenizer);
  writer.usage({ input_tokens: tokens, output_tokens: 0 });
  writer.stop('max_tokens');
  writer.finish();
  const events = writer.take();
  return { status: 200, headers: {}, events: () => from([events]) };
}
