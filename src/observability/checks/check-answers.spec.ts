import { afterEach, describe, expect, it, jest } from '@jest/globals';
import type { Provider, ProviderManifest } from '@gateway/provider-kit';
import { ApiError } from '@gateway/protocol';
import { NEVER, of, throwError } from 'rxjs';
import { events, STORY } from '../../../test/kit/app/story.js';
import { checkAnswers } from './check-answers.js';

const MANIFEST: ProviderManifest = {
  name: 'acme',
  settings: Object,
  missing: () => ['ACME_KEY'],
  ownsModel: () => false,
};

const examine = (open: Provider['open']): ReturnType<typeof checkAnswers> => {
  const provider = { open, countTokens: () => of({ kind: 'count', tokens: 7 }) } as unknown as Provider;
  return checkAnswers({ manifest: MANIFEST, provider, settings: {}, models: ['m'] });
};

afterEach(() => {
  jest.useRealTimers();
});

describe('checkAnswers', () => {
  it.each([
    ['is not begun', () => NEVER],
    ['is begun, and then silent', () => events(() => NEVER)],
  ])('gives up an answer that %s', async (_, open) => {
    jest.useFakeTimers();
    const findings = examine(open);
    await jest.advanceTimersByTimeAsync(120_000);
    expect(await findings).toMatchObject([
      { check: 'answer', state: 'failed', detail: 'there was no complete response within 120 s' },
    ]);
  });

  it('reports once why a model fails', async () => {
    const findings = await examine(() => throwError(() => new ApiError('authentication_error', 'who?')));
    expect(findings).toEqual([
      { subject: 'acme/m', check: 'answer', state: 'failed', detail: 'who?', fix: 'check ACME_KEY' },
    ]);
  });

  it('reports the fix for a model that calls no tool', async () => {
    const findings = await examine(() => events(() => of(...STORY)));
    expect(findings).toMatchObject([
      { check: 'answer', state: 'ok' },
      { check: 'tool call', state: 'failed', fix: expect.stringContaining('supports tools') },
      { check: 'tokens', state: 'ok', detail: '7 tokens' },
    ]);
  });
});
