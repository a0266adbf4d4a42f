import {
  allInTime,
  type AnswerFacts,
  type ByteReply,
  type Call,
  deadlineIn,
  type Gate,
  isOk,
  type ListedModel,
  mapStream,
  type Provider,
  type UpstreamRequest,
  type UpstreamResponse,
  withoutSecrets,
} from '@gateway/provider-kit';
import { defer, map, Observable } from 'rxjs';
import { toClientHeaders } from './forward-headers.js';
import { ForwardedCall, type PassthroughParts } from './forwarded-call.js';
import type { Operation } from './passthrough-endpoint.types.js';
import { listUpstreamModels } from './list-upstream-models.js';
import { readUsageTap, type UsageTap } from './read-usage-tap.js';

export type { PassthroughParts } from './forwarded-call.js';

/**
 * Forwards bytes in both directions: for an upstream that speaks the Messages API the gateway is to be invisible. The
 * upstream's response, errors included, is the response; only where the upstream cannot be reached does the gateway
 * send an error of its own.
 */
export class PassthroughProvider implements Provider {
  constructor(private readonly parts: PassthroughParts) {}

  open(call: Call): Observable<ByteReply> {
    return this.forward(call, 'messages');
  }

  countTokens(call: Call): Observable<ByteReply> {
    return this.forward(call, 'count_tokens');
  }

  async listModels(): Promise<readonly ListedModel[]> {
    const { endpoint, context } = this.parts;
    const models = endpoint.models?.bind(endpoint);
    return models === undefined ? [] : listUpstreamModels(models, context.fetch);
  }

  async explain(call: Call): Promise<UpstreamRequest> {
    const { signed, shownHeaders, body } = await new ForwardedCall(this.parts, call, 'messages').prepare();
    const parsed: unknown = JSON.parse(new TextDecoder().decode(body));
    return { method: 'POST', url: withoutSecrets(signed.url), headers: shownHeaders, body: parsed };
  }

  private forward(call: Call, operation: Operation): Observable<ByteReply> {
    return defer(() => {
      const deadline = deadlineIn(this.parts.context.limits.total);
      return new ForwardedCall(this.parts, call, operation).send().pipe(
        allInTime(deadline),
        map((response) => mapStream(this.toReply(response, operation), { bytes: { until: deadline } })),
      );
    });
  }

  private toReply(response: UpstreamResponse, operation: Operation): ByteReply {
    const { status, bytes } = response;
    const headers = { ...finalHeaders(status), ...toClientHeaders(response.headers) };
    if (!isOk(response) || operation !== 'messages') return { kind: 'bytes', status, headers, bytes };
    return { kind: 'bytes', status, headers, ...tapped(bytes, readUsageTap()) };
  }
}

/**
 * The key that the upstream refused is the gateway's: Claude Code would send the request for three minutes (contract
 * §15.2). What the upstream itself says of a repetition counts.
 */
function finalHeaders(status: number): Record<string, string> {
  return status === 401 ? { 'x-should-retry': 'false' } : {};
}

/** The bytes unchanged. The tap reads what has already been sent. */
function tapped(
  bytes: (gate: Gate) => Observable<Uint8Array>,
  tap: UsageTap,
): Required<Pick<ByteReply, 'bytes' | 'facts'>> {
  const { promise: facts, resolve } = Promise.withResolvers<AnswerFacts>();
  return {
    facts,
    bytes: (gate) =>
      new Observable((subscriber) => {
        subscriber.add(() => resolve(tap.end()));
        const source = bytes(gate).subscribe({
          next: (some) => {
            subscriber.next(some);
            tap.push(some);
          },
          error: (error: unknown) => subscriber.error(error),
          complete: () => subscriber.complete(),
        });
        subscriber.add(source);
      }),
  };
}
