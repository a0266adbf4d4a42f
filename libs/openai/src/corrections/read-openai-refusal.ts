import type { BufferedResponse, Refusal } from '@gateway/provider-kit';
import { readOpenAiProblem } from '../read-openai-problem.js';

/** A refusal of either API, in the form of the correction tables. */
export function readOpenAiRefusal({ status, body }: BufferedResponse): Refusal {
  const { message = '', code, param } = readOpenAiProblem(body);
  return { status, message, code, param, body };
}
