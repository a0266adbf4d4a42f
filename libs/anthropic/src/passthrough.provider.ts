import { ApiError } from '@gateway/protocol';
import {
  type AnswerFacts,
  type ByteReply,
  type Call,
  type Gate,
  HangUp,
  pauseBefore,
  type Provider,
  type ProviderContext,
  readRetryAfter,
  reads,
  refuseDegraded,
  throughGate,
  toConnectionError,
  toErrorType,
  type UpstreamRequest,
  withoutSecrets,
} from '@gateway/provider-kit';
import { Observable } from 'rxjs';
import { findForeignReply } from './find-foreign-reply.js';
import { toClientHeaders, toUpstreamHeaders } from './forward-headers.js';
import type { Operation, PassthroughEndpoint } from './passthrough-endpoint.types.js';
import { readUsageTap, type UsageTap } from './read-usage-tap.js';
import { planHistory } from './splice/plan-history.js';
import { spliceBody } from './splice/splice-body.js';

export interface PassthroughParts {
  /** As errors name it. */
  readonly name: string;
  readonly context: ProviderContext;
  readonly endpoint: PassthroughEndpoint;
}

interface Outgoing {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly credentials: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
  refused(error: ApiError): boolean;
}

/** Keys that one call is tried with at most. */
const MAX_KEYS = 10;

/**
 * Hands bytes on, both ways: to an upstream that speaks the client's language the gateway is to be invisible.
 * Whatever the upstream answers, errors included, is the answer; only where it cannot be reached does the gateway
 * speak for itself.
 */
export class PassthroughProvider implements Provider {
  constructor(private readonly parts: PassthroughParts) {}

  open(call: Call): Observable<ByteReply> {
    return this.forward(call, 'messages');
  }

  countTokens(call: Call): Observable<ByteReply> {
    return this.forward(call, 'count_tokens');
  }

  async explain(call: Call): Promise<UpstreamRequest> {
    const { url, headers, body } = await this.prepare(call, 'messages');
    const parsed: unknown = JSON.parse(new TextDecoder().decode(body));
    return { method: 'POST', url: withoutSecrets(url), headers, body: parsed };
  }

  private forward(call: Call, operation: Operation): Observable<ByteReply> {
    return new Observable((subscriber) => {
      const hangUp = new HangUp(this.parts.context.limits.total);
      let handedOver = false;
      const ask = async (): Promise<void> => {
        const response = await this.ask(call, operation, hangUp);
        if (subscriber.closed) return;
        const foreign = findForeignReply(response, this.parts.name);
        if (foreign !== undefined) throw foreign;
        handedOver = true;
        subscriber.next(this.toReply(response, operation, hangUp));
        subscriber.complete();
      };
      ask().catch((error: unknown) => subscriber.error(this.toError(error)));
      return () => {
        if (!handedOver) hangUp.now();
      };
    });
  }

  private async prepare(call: Call, operation: Operation): Promise<Outgoing> {
    const target = await this.parts.endpoint.target(call, operation);
    const plan = planHistory(call.request.messages);
    for (const change of plan.changes) call.changes.add(change);
    const body = spliceBody(call.rawBody, plan, target.fields);
    return {
      ...target,
      refused: (error) => target.refused?.(error) ?? false,
      headers: toUpstreamHeaders(call.headers),
      body,
    };
  }

  /** The head of the answer: an upstream's refusal is its answer, unless another key may be let in. */
  private async ask(call: Call, operation: Operation, hangUp: HangUp): Promise<Response> {
    for (let keys = 1; ; keys++) {
      const outgoing = await this.prepare(call, operation);
      if (operation === 'messages') refuseDegraded(this.parts.context, call.changes, this.parts.name);
      const response = await this.send(outgoing, hangUp);
      if (response.ok || !outgoing.refused(toRefusal(response)) || keys >= MAX_KEYS) return response;
      this.parts.context.log.warn({ status: response.status, backend: this.parts.name }, 'another key is tried');
      await response.body?.cancel();
    }
  }

  /** Sends a request, and again where the connection failed. */
  private async send({ url, headers, credentials, body }: Outgoing, hangUp: HangUp): Promise<Response> {
    const { context } = this.parts;
    const { retries, firstByte } = context.limits;
    const { signal } = hangUp;
    const init = { method: 'POST', headers: { ...headers, ...credentials }, body, redirect: 'manual', signal } as const;
    for (let tries = 0; ; tries++) {
      try {
        return await hangUp.within(context.fetch(url, init), firstByte, 'to answer');
      } catch (error) {
        const failed = this.toError(error);
        if (tries >= retries || signal.aborted || failed.status !== 502) throw error;
        await pauseBefore(failed, signal);
      }
    }
  }

  private toReply(response: Response, operation: Operation, hangUp: HangUp): ByteReply {
    const { status } = response;
    const headers = toClientHeaders(response.headers);
    if (!response.ok || operation !== 'messages') {
      return { status, headers, bytes: (gate) => this.pass(response, gate, hangUp) };
    }
    const tap = readUsageTap(headers['content-type'] ?? '');
    const { promise: facts, resolve } = Promise.withResolvers<AnswerFacts>();
    return { status, headers, facts, bytes: (gate) => this.pass(response, gate, hangUp, tap, resolve) };
  }

  /** The bytes as they come. The tap reads what has already left. */
  private pass(
    response: Response,
    gate: Gate,
    hangUp: HangUp,
    tap?: UsageTap,
    told?: (facts: AnswerFacts) => void,
  ): Observable<Uint8Array> {
    const { limits } = this.parts.context;
    const { toError } = this;
    async function* tapped(): AsyncGenerator<Uint8Array> {
      try {
        for await (const bytes of reads(response, limits, hangUp)) {
          yield bytes;
          tap?.push(bytes);
        }
      } catch (error) {
        throw toError(error);
      } finally {
        if (tap) told?.(tap.end());
      }
    }
    return throughGate(tapped(), gate, hangUp);
  }

  private readonly toError = (error: unknown): ApiError => toConnectionError(error, this.parts.name);
}

/** A refusal as the keys take notice of it. */
function toRefusal({ status, headers }: Response): ApiError {
  return new ApiError(toErrorType(status), '', { status, headers: readRetryAfter(headers, '') });
}
