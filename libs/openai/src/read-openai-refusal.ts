import type { BufferedResponse, Refusal } from '@gateway/provider-kit';
import { readOpenAiProblem } from './read-openai-problem.js';

/** A refusal of either wire, as the tables of corrections read it. */
export function readOpenAiRefusal({ status, body }: BufferedResponse): Refusal {
  const { message = '', code, param } = readOpenAiProblem(body);
  return { status, message, code, param, body };
}
