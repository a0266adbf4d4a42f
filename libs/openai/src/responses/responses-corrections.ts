import type { CorrectionRule } from '@gateway/provider-kit';
import { OPENAI_CORRECTIONS } from '../corrections/openai-corrections.js';
import type { InputItem, ResponsesBody } from './responses.types.js';

const ENCRYPTED = 'reasoning.encrypted_content';

/**
 * Refusals of the Responses API: reasoning that this model or organisation cannot read is left out of this one
 * request; a model without reasoning to return is not asked for it again; the rest is as on Chat.
 */
export const RESPONSES_CORRECTIONS: readonly CorrectionRule<ResponsesBody>[] = [
  {
    forms: [
      { status: [400], code: ['invalid_encrypted_content'] },
      { status: [400], sentence: /encrypted content [^.]{0,200}could not be/i },
    ],
    correct: (_, sent) =>
      sent.input.some(isReasoning)
        ? {
            cause: 'invalid_encrypted_content',
            once: true,
            change: 'foreign-thinking-dropped',
            apply: withoutReasoning,
          }
        : undefined,
  },
  {
    forms: [
      { status: [400], param: new Set(['include']) },
      { status: [400], sentence: /encrypted content is not supported/i },
    ],
    correct: (_, sent) =>
      sent.include?.includes(ENCRYPTED) ? { cause: ENCRYPTED, apply: withoutEncrypted } : undefined,
  },
  // These rows copy a body and change fields that both APIs share.
  ...(OPENAI_CORRECTIONS as readonly CorrectionRule<never>[] as readonly CorrectionRule<ResponsesBody>[]),
];

function isReasoning(item: InputItem): boolean {
  return item.type === 'reasoning';
}

function withoutReasoning(body: ResponsesBody): ResponsesBody {
  return { ...body, input: body.input.filter((item) => !isReasoning(item)) };
}

function withoutEncrypted({ include, ...body }: ResponsesBody): ResponsesBody {
  const rest = include?.filter((wanted) => wanted !== ENCRYPTED) ?? [];
  return { ...body, ...(rest.length > 0 && { include: rest }) };
}
