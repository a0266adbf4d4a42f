import { describe, expect, it, jest } from '@jest/globals';
import type { PinoLogger } from 'nestjs-pino';
import { TracingSettings } from './tracing.settings.js';
import { RequestFeed, type ObservedRequest } from '../../context/request.feed.js';
import { InternalErrors } from '../../context/internal-errors.js';
import { PropagatedHeaders } from '../../context/propagated-headers.js';
import { TracingService } from './tracing.service.js';

describe('TracingService', () => {
  it('lets a request pass whose trace cannot be begun', () => {
    const log = { logger: { error: jest.fn() } } as unknown as PinoLogger;
    const errors = new InternalErrors(log);
    const tracing = new TracingService(
      new TracingSettings(),
      new RequestFeed(errors),
      errors,
      new PropagatedHeaders(),
      log,
    );
    const begin = (): never => {
      throw new Error('not this time');
    };
    Object.assign(tracing, { telemetry: { begin } });
    const within = jest.fn();
    tracing.trace({} as ObservedRequest, within);
    expect(within).toHaveBeenCalledTimes(1);
    expect([...errors.counts]).toEqual([['traces', 1]]);
  });
});
