import { describe, expect, it } from '@jest/globals';
import {
  CorrectionCache,
  type BufferedResponse,
  type NormalizedRequest,
  RequestCorrector,
} from '@gateway/provider-kit';
import { providerContext } from '@gateway/testing';
import { generateCorrections, readGenerateRefusal } from './generate-corrections.js';
import type { GenerateBody, GeminiThinkingConfig } from '../generate.types.js';

const context = providerContext(fetch);
const failure = (status: number, message: string, details: unknown[] = []): BufferedResponse => {
  return { status, headers: new Headers(), body: { error: { code: status, message, details } } };
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
const thinking = (thinkingConfig: GeminiThinkingConfig): GenerateBody => ({
  contents: [],
  generationConfig: { thinkingConfig },
});

function corrector(model = 'gemini-3-pro'): RequestCorrector<GenerateBody, NormalizedRequest> {
  return new RequestCorrector({
    context: { ...context, corrections: new CorrectionCache() },
    target: { upstream: 'gemini', model },
    table: { readRefusal: readGenerateRefusal, rules: generateCorrections(() => model !== 'gemini-2.5-pro') },
    source: { model } as NormalizedRequest,
    changes: new Set(),
  });
}

function corrected(status: number, message: string, sent = body): GenerateBody | undefined {
  return corrector().correct(failure(status, message), sent);
}

describe('what Google refuses', () => {
  it('is asked for once more where the model stumbled', () => {
    const stumble = { candidates: [{ finishReason: 'MALFORMED_FUNCTION_CALL' }] };
    expect(corrector().correct({ status: 500, headers: new Headers(), body: stumble }, body)).toBe(body);
  });

  it('keeps the output limit that it states', () => {
    const sentence =
      'Unable to submit request because it has a maxOutputTokens value of 128000 but the supported range is from 1 (inclusive) to 65537 (exclusive). Update the value and try again.';
    const known = corrector();
    expect(known.correct(failure(400, sentence), body)?.generationConfig.maxOutputTokens).toBe(65_536);
    expect(known.applyKnown(body).generationConfig.maxOutputTokens).toBe(65_536);
  });

  it('leaves out a level that this model has not, and keeps the others', () => {
    const known = corrector();
    const next = known.correct(failure(400, 'Thinking level MINIMAL is not supported for this model.'), body);
    expect(next?.generationConfig).toEqual({ maxOutputTokens: 128_000 });
    expect(known.applyKnown(thinking({ thinkingLevel: 'HIGH' }))).toEqual(thinking({ thinkingLevel: 'HIGH' }));
  });

  it.each<[string, number, number]>([
    ['The thinking budget 128 is invalid. Please choose a value between 512 and 24576.', 128, 512],
    ['thinking_budget is out of range; supported values are integers from 1 to 24576.', 32_768, 24_576],
    ['The thinking budget 0 is invalid. Please choose a value between 128 and 32768.', 0, 128],
  ])('moves a budget into the range: %s', (sentence, budget, moved) => {
    const known = corrector();
    const next = known.correct(failure(400, sentence), thinking({ thinkingBudget: budget, includeThoughts: true }));
    expect(next).toEqual(thinking({ thinkingBudget: moved, includeThoughts: true }));
    expect(known.applyKnown(thinking({ thinkingBudget: -1 }))).toEqual(thinking({ thinkingBudget: -1 }));
  });

  it.each<[string, BufferedResponse]>([
    ['a sentence', failure(400, 'Thinking is not supported for this model.')],
    [
      'the field that is named',
      failure(400, 'Invalid JSON payload received.', [
        { fieldViolations: [{ field: 'generation_config.thinking_config', description: 'Unknown name' }] },
      ]),
    ],
  ])('lets the model think as it likes by %s', (_, refusal) => {
    expect(corrector().correct(refusal, body)?.generationConfig).toEqual({ maxOutputTokens: 128_000 });
  });

  it.each<[string, string | undefined]>([
    ['gemini-3-pro', 'skip_thought_signature_validator'],
    ['gemini-2.5-pro', undefined],
  ])('gives up signatures that %s does not know', (model, instead) => {
    const next = corrector(model).correct(failure(400, 'Corrupted thought signature.'), body);
    expect(next?.contents[0]?.parts.map((part) => part.thoughtSignature)).toEqual([instead, undefined]);
  });

  it.each<[string, number, string]>([
    ['another 400', 400, 'Invalid value at contents'],
    ['another status', 500, 'Thinking level MINIMAL is not supported'],
    ['a quoted word', 400, "Invalid function name 'thinking': must start with a letter"],
    ['a quoted sentence', 400, 'Invalid value at contents[0]: "Thinking is not supported"'],
    ['a quoted signature', 400, 'Invalid value "missing a thought_signature" at contents[3].parts[0]'],
    [
      'the range of another field',
      400,
      'it has a topK value of 64 but the supported range is from 1 (inclusive) to 41 (exclusive).',
    ],
    ['a level that was not sent', 400, 'Thinking level HIGH is not supported for this model.'],
  ])('corrects nothing after %s', (_, status, message) => {
    expect(corrected(status, message)).toBeUndefined();
  });

  it('vouches for calls that were sent without a signature, and goes on to', () => {
    const unsigned = { ...body, contents: [{ role: 'model' as const, parts: [{ functionCall: { name: 'a' } }] }] };
    const known = corrector('gemini-2.5-pro');
    const next = known.correct(
      failure(400, 'Function call is missing a thought_signature in functionCall parts.'),
      unsigned,
    );
    const parts = [{ functionCall: { name: 'a' }, thoughtSignature: 'skip_thought_signature_validator' }];
    expect(next?.contents).toEqual([{ role: 'model', parts }]);
    expect(known.applyKnown(unsigned).contents).toEqual([{ role: 'model', parts }]);
  });

  it('corrects no signature where none was sent', () => {
    expect(
      corrected(400, 'Function call is missing a thought_signature in functionCall parts.', thinking({})),
    ).toBeUndefined();
  });
});
