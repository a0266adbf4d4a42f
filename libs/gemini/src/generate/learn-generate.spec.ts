import { describe, expect, it } from '@jest/globals';
import type { Failure, Lesson, Prepared } from '@gateway/provider-kit';
import type { GenerateBody } from './generate.types.js';
import { learnGenerate } from './learn-generate.js';

const asked = { model: 'gemini-3-pro' } as Prepared;
const failure = (status: number, message: string): Failure => {
  return { status, headers: new Headers(), body: { error: { code: status, message } } };
};
const body: GenerateBody = {
  contents: [
    {
      role: 'model',
      parts: [{ functionCall: { name: 'a' }, thoughtSignature: 'OLD' }, { functionCall: { name: 'b' } }],
    },
  ],
  generationConfig: { maxOutputTokens: 128_000, thinkingConfig: { thinkingLevel: 'MINIMAL' } },
};

function learnt(status: number, message: string, sent = body): Lesson<GenerateBody> | undefined {
  return learnGenerate(failure(status, message), sent, asked);
}

describe('learnGenerate', () => {
  it('asks once more where the model stumbled', () => {
    const stumble = { candidates: [{ finishReason: 'MALFORMED_FUNCTION_CALL' }] };
    const lesson = learnGenerate({ status: 500, headers: new Headers(), body: stumble }, body, asked);
    expect(lesson).toMatchObject({ once: true });
    expect(lesson?.apply(body)).toBe(body);
  });

  it('keeps the output limit that it is told', () => {
    const lesson = learnt(400, 'the supported range is from 1 (inclusive) to 65537 (exclusive)');
    expect(lesson?.once).toBeUndefined();
    expect(lesson?.apply(body).generationConfig.maxOutputTokens).toBe(65_536);
  });

  it('leaves a way to think out that the model has not', () => {
    expect(
      learnt(400, 'Thinking level MINIMAL is not supported for this model.')?.apply(body).generationConfig,
    ).toEqual({
      maxOutputTokens: 128_000,
    });
  });

  it.each<[string, string | undefined]>([
    ['gemini-3-pro', 'skip_thought_signature_validator'],
    ['gemini-2.5-pro', undefined],
  ])('gives up signatures that %s does not know', (model, instead) => {
    const refusal = failure(400, 'Corrupted thought signature.');
    const corrected = learnGenerate(refusal, body, { model } as Prepared)?.apply(body);
    expect(corrected?.contents[0]?.parts.map((part) => part.thoughtSignature)).toEqual([instead, undefined]);
  });

  it.each<[string, number, string]>([
    ['another 400', 400, 'Invalid value at contents'],
    ['another status', 500, 'Thinking level MINIMAL is not supported'],
    ['a signature where none was sent', 400, 'missing a thought_signature'],
  ])('learns nothing from %s', (_, status, message) => {
    const sent: GenerateBody = { contents: [], generationConfig: { thinkingConfig: {} } };
    expect(learnt(status, message, sent)).toBeUndefined();
  });
});
