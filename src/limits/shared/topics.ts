import type { ThrottlerStorage } from '@nestjs/throttler';

/** What a worker asks its primary for, and tells it. */
export const ENTER = 'limits: enter';
export const LEAVE = 'limits: leave';
export const COUNT = 'limits: count';

/** What `COUNT` hands on. */
export type CountArguments = Parameters<ThrottlerStorage['increment']>;
