import type { Problem } from '../../kit/upstreams/script.types.js';
import type { Route } from '../../kit/harness/wires.js';

const tokens = 210_000;
const maximum = 200_000;

const OPENAI: Problem = {
  status: 400,
  code: 'context_length_exceeded',
  param: 'messages',
  message: `This model's maximum context length is ${maximum} tokens. However, your messages resulted in ${tokens} tokens. Please reduce the length of the messages.`,
};
const RESPONSES: Problem = {
  ...OPENAI,
  param: 'input',
  message: 'Your input exceeds the context window of this model. Please adjust your input and try again.',
};
const GOOGLE: Problem = {
  status: 400,
  message: `The input token count (${tokens}) exceeds the maximum number of tokens allowed (${maximum}).`,
};
const ANTHROPIC: Problem = { status: 400, message: `prompt is too long: ${tokens} tokens > ${maximum} maximum` };

/** The refusal of an upstream whose context is full, in its own words. */
export function toOverflowProblem({ name }: Pick<Route, 'name'>): Problem {
  if (name === 'anthropic') return ANTHROPIC;
  if (name === 'gemini' || name === 'vertex') return GOOGLE;
  return name.endsWith('responses') ? RESPONSES : OPENAI;
}
