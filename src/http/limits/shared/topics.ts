import type { ThrottlerStorage } from '@nestjs/throttler';

/** Requested by a worker for a client request that needs a place, with `PlaceArguments`; true where it got one. */
export const ACQUIRE = 'limits: acquire';
/** Sent by a worker when a client request with an `ACQUIRE` is over, with its id. */
export const RELEASE = 'limits: release';
/** Requested by a worker to count a client request, with `CountArguments`. */
export const COUNT = 'limits: count';

export interface PlaceArguments {
  /** Unique within the worker. */
  readonly id: number;
  readonly token: string;
}

export type CountArguments = Parameters<ThrottlerStorage['increment']>;
