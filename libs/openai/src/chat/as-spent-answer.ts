import type { BufferedResponse } from '@gateway/provider-kit';
import { readOpenAiProblem } from '../read-openai-problem.js';
import type { ChatChunk } from './chat.types.js';

/**
 * A reasoning model that has spent its whole limit on thinking returns a 400 ("Could not finish the message because
 * max_tokens or model output limit was reached"). For the client that is a response which was cut off before its first
 * word.
 */
export function asSpentAnswer({ status, body }: BufferedResponse): readonly ChatChunk[] | undefined {
  const { message = '' } = readOpenAiProblem(body);
  const totals = status === 400 && message.startsWith('Could not finish the message because max_tokens');
  return totals ? [{ choices: [{ index: 0, delta: {}, finish_reason: 'length' }] }] : undefined;
}
