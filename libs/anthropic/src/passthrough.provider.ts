import {
  allInTime,
  type AnswerFacts,
  type ByteReply,
  type Call,
  type Gate,
  isOk,
  discard,
  type Provider,
  readBytes,
  toConnectionError,
  type UpstreamRequest,
  type UpstreamResponse,
  withoutSecrets,
} from '@gateway/provider-kit';
import { catchError, defer, map, Observable } from 'rxjs';
import { findForeignReply } from './find-foreign-reply.js';
import { toClientHeaders } from './forward-headers.js';
import { ForwardedCall, type PassthroughParts } from './forwarded-call.js';
import type { Operation } from './passthrough-endpoint.types.js';
import { readUsageTap, type UsageTap } from './read-usage-tap.js';

export type { PassthroughParts } from './forwarded-call.js';

type InTotal = ReturnType<typeof allInTime>;

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

  async explain(call: Call): Promise<UpstreamRequest> {
    const { url, headers, body } = await new ForwardedCall(this.parts, call, 'messages').prepare();
    const parsed: unknown = JSON.parse(new TextDecoder().decode(body));
    return { method: 'POST', url: withoutSecrets(url), headers, body: parsed };
  }

  private forward(call: Call, operation: Operation): Observable<ByteReply> {
    return defer(() => {
      const inTotal = allInTime(this.parts.context.limits.total);
      return new ForwardedCall(this.parts, call, operation).send().pipe(
        inTotal,
        map((response) => {
          const foreign = findForeignReply(response, this.parts.name);
          if (foreign === undefined) return this.toReply(response, operation, inTotal);
          discard(response);
          throw foreign;
        }),
      );
    });
  }

  private toReply(response: UpstreamResponse, operation: Operation, inTotal: InTotal): ByteReply {
    const { status } = response;
    const headers = toClientHeaders(response.headers);
    const bytes = (gate: Gate): Observable<Uint8Array> =>
      readBytes(response, this.parts.context.limits, gate).pipe(inTotal, catchError(this.fail));
    if (!isOk(response) || operation !== 'messages') return { status, headers, bytes };
    return { status, headers, ...tapped(bytes, readUsageTap(headers['content-type'] ?? '')) };
  }

  private readonly fail = (error: unknown): never => {
    throw toConnectionError(error, this.parts.name);
  };
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
