import type { Asked, Prepared } from './prepared.types.js';

/** What is kept of a question until its answer has been told. */
export function toAsked(prepared: Prepared): Asked {
  const { model, stream, tools, hostedTools, maxTokens, stops, thoughts, changes, writing } = prepared;
  const names = tools.map(({ name }) => ({ name }));
  return { model, stream, tools: names, hostedTools, maxTokens, stops, thoughts, changes, writing };
}
