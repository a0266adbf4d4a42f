import { ApiError, MessageWriter } from '@gateway/protocol';
import { from, Observable } from 'rxjs';
import type { Dialect } from './dialect.types.js';
import type { Endpoint } from './endpoint.types.js';
import { type Hints, withHint } from './failure/with-hint.js';
import { countPrompt } from './prepare/count-prompt.js';
import { prepare } from './prepare/prepare.js';
import type { Prepared } from './prepare/prepared.types.js';
import type { ProviderContext } from './provider-context.types.js';
import type { Call, EventReply, Provider, UpstreamRequest } from './provider.types.js';
import { answer } from './upstream/answer.js';
import { send } from './upstream/exchange.js';
import { HangUp } from './upstream/hang-up.js';
import { LessonBook } from './upstream/lesson-book.js';
import { shownHeaders, withoutSecrets } from './upstream/without-secrets.js';
import { readFailure } from './upstream/read-body.js';
import { throughGate } from './upstream/through-gate.js';

export interface TranslatedParts {
  readonly context: ProviderContext;
  readonly endpoint: Endpoint;
  /** The dialect in which this model is spoken to. */
  readonly dialect: (model: string) => Dialect<unknown, unknown>;
  /** What whoever runs the gateway should check when this upstream does not know us, or is not there. */
  readonly hints?: Hints;
}

/** Statuses of a failed count that the client must hear of; any other is counted here. */
const COUNT_REFUSED = new Set([401, 403]);

/** How upstreams say that it is the model they do not have, and not the way to count. */
const NO_SUCH_MODEL = /model_not_found|DeploymentNotFound|NOT_FOUND/;

/** A provider whose upstream does not speak the Messages API: a dialect, spoken at an endpoint. */
export function translatedProvider({ context, endpoint, dialect: dialectFor, hints = {} }: TranslatedParts): Provider {
  const book = new LessonBook();
  const { unsupportedServerTools } = context;

  const open = (call: Call): Observable<EventReply> =>
    new Observable((subscriber) => {
      const hangUp = new HangUp(context.limits.total);
      let handedOver = false;
      const ask = async (): Promise<void> => {
        const dialect = dialectFor(call.route.model);
        const prepared = prepare(call, dialect.traits(call.route.model), { unsupportedServerTools });
        if (prepared.request.max_tokens === 0) {
          subscriber.next(await prewarmed(prepared, context));
        } else {
          const got = await answer({ context, endpoint, dialect, prepared, hangUp }, book);
          const headers = got.headers === undefined ? {} : dialect.toHeaders?.(got.headers, new Date());
          handedOver = true;
          subscriber.next({
            status: 200,
            headers: headers ?? {},
            events: (gate) => throughGate(got.events, gate, hangUp),
          });
        }
        subscriber.complete();
      };
      ask().catch((error: unknown) => {
        hangUp.now();
        subscriber.error(withHint(error, hints, context.naming));
      });
      return () => {
        if (!handedOver) hangUp.now();
      };
    });

  const count = async (call: Call): Promise<number> => {
    const dialect = dialectFor(call.route.model);
    const prepared = prepare(call, dialect.traits(call.route.model), { unsupportedServerTools, counting: true });
    const native = dialect.toCount?.(prepared);
    if (native === undefined) return countPrompt(prepared, context.tokenizer);
    const hangUp = new HangUp(context.limits.total);
    let refusal: ApiError | undefined;
    try {
      const signed = await endpoint.sign({ ...native, model: prepared.model });
      const response = await send({ context, dialect, hangUp }, signed);
      const told = await readFailure(response, context.limits, hangUp);
      const tokens = response.ok ? dialect.readCount?.(told.body) : undefined;
      if (tokens !== undefined) return tokens;
      const noModel = response.status === 404 && NO_SUCH_MODEL.test(JSON.stringify(told.body));
      const error = dialect.toError(told, prepared);
      if (noModel || COUNT_REFUSED.has(error.status)) refusal = error;
      else throw error;
    } catch (error) {
      if (error instanceof ApiError && COUNT_REFUSED.has(error.status)) refusal = error;
      else context.log.info({ backend: dialect.name, reason: String(error) }, 'prompt counted locally');
    } finally {
      hangUp.now();
    }
    if (refusal !== undefined) throw withHint(refusal, hints, context.naming) as ApiError;
    return countPrompt(prepared, context.tokenizer);
  };

  const explain = async (call: Call): Promise<UpstreamRequest> => {
    const dialect = dialectFor(call.route.model);
    const prepared = prepare(call, dialect.traits(call.route.model), { unsupportedServerTools });
    const body = book.toBody(dialect, prepared);
    const { url, init } = await endpoint.sign({ path: dialect.path(prepared), model: prepared.model, body });
    return { method: 'POST', url: withoutSecrets(url), headers: shownHeaders(init.headers), body };
  };

  return { open, countTokens: (call) => from(count(call)), explain };
}

/** `max_tokens: 0` asks to warm a cache; elsewhere there is none to warm, so the answer is given here. */
async function prewarmed(prepared: Prepared, { tokenizer }: ProviderContext): Promise<EventReply> {
  const writer = new MessageWriter(prepared.writing);
  const tokens = await countPrompt(prepared, tokenizer);
  writer.usage({ input_tokens: tokens, output_tokens: 0 });
  writer.stop('max_tokens');
  writer.finish();
  const events = writer.take();
  return { status: 200, headers: {}, events: () => from([events]) };
}
