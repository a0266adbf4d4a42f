import type { Failure, Lesson } from '@gateway/provider-kit';
import type { JsonObject } from '@gateway/protocol';
import { learnOpenAi } from '../learn-openai.js';
import { readOpenAiProblem } from '../read-openai-problem.js';
import type { InputItem, ResponsesBody } from './responses.types.js';

const ENCRYPTED = 'reasoning.encrypted_content';

/**
 * What a refused Responses request teaches. Reasoning that this model or organisation cannot read is left out
 * of this one request; a model that has none to give is not asked for it again; the rest is as on Chat.
 */
export function learnResponses(failure: Failure, sent: ResponsesBody): Lesson<ResponsesBody> | undefined {
  const { message = '', code, param } = readOpenAiProblem(failure.body);
  if (failure.status === 400 && sent.input.some(isReasoning)) {
    const foreign = code === 'invalid_encrypted_content' || isUnreadable(message.toLowerCase());
    const change = 'foreign-thinking-dropped';
    if (foreign) return { cause: 'invalid_encrypted_content', once: true, change, apply: withoutReasoning };
  }
  if (failure.status === 400 && sent.include?.includes(ENCRYPTED)) {
    const plain = param === 'include' || /encrypted content is not supported/i.test(message);
    if (plain) return { cause: ENCRYPTED, apply: withoutEncrypted };
  }
  // The lessons of both wires copy a body and change fields they share.
  return learnOpenAi(failure, sent as unknown as JsonObject) as Lesson<ResponsesBody> | undefined;
}

/** "The encrypted content … could not be verified". */
function isUnreadable(message: string): boolean {
  const at = message.indexOf('encrypted content ');
  return at >= 0 && message.includes('could not be', at);
}

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
