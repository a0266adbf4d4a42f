import type { ThrottlerStorage } from '@nestjs/throttler';

/** Asked by a worker for a request that needs a place, with `PlaceArguments`; true where it got one. */
export const ACQUIRE = 'limits: acquire';
/** Sent by a worker when a request is over for which it sent `ACQUIRE`, with its id. */
export const RELEASE = 'limits: release';
/** Asked by a worker to count a request, with `CountArguments`. */
export const COUNT = 'limits: count';

export interface PlaceArguments {
  /** Unique within the worker. */
  readonly id: number;
  readonly token: string;
}

export type CountArguments = Parameters<ThrottlerStorage['increment']>;
