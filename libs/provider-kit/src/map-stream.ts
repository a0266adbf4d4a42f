import type { StreamEvent } from '@gateway/protocol';
import type { MonoTypeOperatorFunction } from 'rxjs';
import type { ByteReply, EventReply, ProviderResult } from './provider.types.js';

/** Operators for the items of a reply, one for each kind of items; without one the items pass as they are. */
export interface StreamOperators {
  readonly events?: MonoTypeOperatorFunction<readonly StreamEvent[]>;
  readonly bytes?: MonoTypeOperatorFunction<Uint8Array>;
}

/** The same result, whose stream passes through the operator for its kind. A count has no stream. */
export function mapStream(result: EventReply, operators: StreamOperators): EventReply;
export function mapStream(result: ByteReply, operators: StreamOperators): ByteReply;
export function mapStream(result: ProviderResult, operators: StreamOperators): ProviderResult;
export function mapStream(result: ProviderResult, { events, bytes }: StreamOperators): ProviderResult {
  if (result.kind === 'events' && events !== undefined)
    return { ...result, events: (gate) => result.events(gate).pipe(events) };
  if (result.kind === 'bytes' && bytes !== undefined)
    return { ...result, bytes: (gate) => result.bytes(gate).pipe(bytes) };
  return result;
}
