import { type MonoTypeOperatorFunction, Observable } from 'rxjs';
import type { StreamEvent } from '@gateway/protocol';
import type { Gate } from './gate.js';
import type { ByteReply, EventReply, ProviderResult } from './provider.types.js';

/** What is done with the items of one reply while they pass. A stage serves one subscription. */
export interface StreamStage<Item> {
  /** The item as it goes on; what it throws fails the stream. */
  readonly next?: (item: Item) => Item;
  readonly error?: (error: unknown) => void;
  readonly complete?: () => void;
  /** The stream is over in any way, also where the client has disconnected. */
  readonly end?: () => void;
  /** Fails the stream when it fails. */
  readonly until?: Observable<never> | undefined;
}

/** A stage or, where items have to wait, an operator, for each kind of items; without one the items pass as they are. */
export interface StreamStages {
  readonly events?: StreamStage<readonly StreamEvent[]> | MonoTypeOperatorFunction<readonly StreamEvent[]>;
  readonly bytes?: StreamStage<Uint8Array>;
}

type Open<Item> = (gate: Gate) => Observable<Item>;

/** The same result, whose stream passes through a stage for its kind. A count has no stream. */
export function mapStream(result: EventReply, stages: StreamStages): EventReply;
export function mapStream(result: ByteReply, stages: StreamStages): ByteReply;
export function mapStream(result: ProviderResult, stages: StreamStages): ProviderResult;
export function mapStream(result: ProviderResult, { events, bytes }: StreamStages): ProviderResult {
  if (result.kind === 'events' && events !== undefined) {
    if (typeof events === 'function') return { ...result, events: (gate) => result.events(gate).pipe(events) };
    return { ...result, events: withStage(result, 'events', events) };
  }
  if (result.kind === 'bytes' && bytes !== undefined) return { ...result, bytes: withStage(result, 'bytes', bytes) };
  return result;
}

interface StagedStream<Item> {
  readonly source: Open<Item>;
  readonly stages: readonly StreamStage<Item>[];
}

/** The source and the stages of each stream that has some. */
const staged = new WeakMap<object, StagedStream<unknown>>();

/** One subscriber runs all stages, so that an item costs one call for each of them. */
function withStage<Kind extends string, Item>(
  reply: Readonly<Record<Kind, Open<Item>>>,
  kind: Kind,
  stage: StreamStage<Item>,
): Open<Item> {
  const known = staged.get(reply[kind]) as StagedStream<Item> | undefined;
  const source = known?.source ?? ((gate) => reply[kind](gate));
  const stages = [...(known?.stages ?? []), stage];
  const open: Open<Item> = (gate) => runStages(source(gate), stages);
  staged.set(open, { source, stages } as StagedStream<unknown>);
  return open;
}

function runStages<Item>(source: Observable<Item>, stages: readonly StreamStage<Item>[]): Observable<Item> {
  const steps = stages.flatMap(({ next }) => next ?? []);
  return new Observable((sink) => {
    const fail = (error: unknown): void => {
      for (const stage of stages) stage.error?.(error);
      sink.error(error);
    };
    sink.add(() => {
      for (const stage of stages) stage.end?.();
    });
    for (const { until } of stages) if (until !== undefined) sink.add(until.subscribe({ error: fail }));
    const received = source.subscribe({
      next: (item) => {
        let passed = item;
        try {
          for (const step of steps) passed = step(passed);
        } catch (error) {
          fail(error);
          return;
        }
        sink.next(passed);
      },
      error: fail,
      complete: () => {
        for (const stage of stages) stage.complete?.();
        sink.complete();
      },
    });
    sink.add(received);
  });
}
