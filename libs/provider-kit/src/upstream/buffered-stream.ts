import { ApiError } from '@gateway/protocol';
import { Observable, type Observer, type Subscriber, Subscription } from 'rxjs';
import type { Gate } from '../gate.js';

/** How a source ended. */
type End = { readonly error: unknown } | 'complete';

/**
 * A source that is subscribed to before its consumer exists, to find out whether it starts with an item or an error.
 * From its first item on its gate pauses it; the items so far are kept for the consumer.
 */
export class BufferedStream<T> implements Observer<T> {
  private readonly early: T[] = [];
  private end: End | undefined;
  private sink: Subscriber<T> | undefined;
  private readonly source = new Subscription();

  /** @param started called once: when there is a first item, or an error instead of one */
  constructor(
    private readonly gate: Gate,
    private started: ((end?: End) => void) | undefined,
  ) {}

  /** Subscribes to the source. */
  listen(source: Observable<T>): void {
    this.source.add(source.subscribe(this));
  }

  next(item: T): void {
    if (this.sink !== undefined) {
      this.sink.next(item);
      return;
    }
    this.early.push(item);
    this.gate.close();
    this.awaitStart();
  }

  error(error: unknown): void {
    this.finish({ error });
  }

  complete(): void {
    this.finish('complete');
  }

  /** Unsubscribes: the stream will have no consumer. */
  drop(): void {
    this.started = undefined;
    this.source.unsubscribe();
  }

  /** The items so far and all later ones, for one consumer, whose gate pauses them. Unsubscribing drops the stream. */
  items(gate: Gate): Observable<T> {
    return new Observable((subscriber) => {
      for (const item of this.early.splice(0)) subscriber.next(item);
      this.sink = subscriber;
      if (this.end !== undefined) emit(subscriber, this.end);
      gate.steer({ pause: () => this.gate.close(), resume: () => this.gate.open() });
      if (!gate.isClosed) this.gate.open();
      return () => this.drop();
    });
  }

  private finish(end: End): void {
    this.end = end;
    if (this.sink !== undefined) emit(this.sink, end);
    this.awaitStart(end);
  }

  private awaitStart(end?: End): void {
    const { started } = this;
    this.started = undefined;
    started?.(end);
  }
}

function emit<T>(sink: Subscriber<T>, end: End): void {
  if (end === 'complete') sink.complete();
  else sink.error(end.error);
}

/** A stream whose first item is there, or that was silent until the deadline. */
export interface StreamStart<T> {
  readonly silent: boolean;
  /** Its items, from the first one on. */
  readonly stream: BufferedStream<T>;
}

/**
 * Subscribes to a source until its first item or its error: emits the start once, or fails with that error.
 * Unsubscribing before that ends the source.
 *
 * @param gate the source's own
 * @param deadline when a silent source counts as started, on the clock of `Date.now()`; absent: never
 */
export function awaitStart<T>(source: Observable<T>, gate: Gate, deadline?: number): Observable<StreamStart<T>> {
  return new Observable((subscriber) => {
    let handedOver = false;
    const handOver = (silent: boolean): void => {
      handedOver = true;
      subscriber.next({ silent, stream });
      subscriber.complete();
    };
    const stream = new BufferedStream<T>(gate, (end) => {
      if (end === undefined) handOver(false);
      else
        subscriber.error(
          end === 'complete'
            ? new ApiError('api_error', 'the upstream answered nothing', { status: 502, origin: 'upstream' })
            : end.error,
        );
    });
    const timer =
      deadline === undefined ? undefined : setTimeout(() => handOver(true), Math.max(0, deadline - Date.now()));
    stream.listen(source);
    return () => {
      clearTimeout(timer);
      if (!handedOver) stream.drop();
    };
  });
}
