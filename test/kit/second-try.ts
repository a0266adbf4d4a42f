import { expect, jest } from '@jest/globals';

// Whole processes, on a machine that others may keep busy: in CI such a test has a second try, which is told at the end.
if (process.env.CI !== undefined && expect.getState().testPath?.includes('/test/'))
  jest.retryTimes(1, { logErrorsBeforeRetry: true });
