import { makeChanges } from '../parts/make-changes.js';
import { makeElement } from '../parts/make-element.js';
import { makeFacts } from '../parts/make-facts.js';
import { toCount } from '../parts/to-words.js';

/** The gateway's `explain` of a prompt: route, rule, size, changes, and the request to the upstream. */
export function makeExplanation({ explanation, error }) {
  if (error !== undefined) return makeElement('p', { class: 'bad' }, error);
  const { route, upstream, changes, input_tokens: tokens } = explanation;
  return makeElement(
    'div',
    {},
    makeFacts([
      ['Goes to', makeElement('code', {}, `${route.provider}/${route.model}`)],
      ['Rule', route.reason],
      ['Pool', route.pool],
      ['Prompt', tokens === null ? 'not counted' : `${toCount(tokens)} tokens`],
    ]),
    makeChanges(changes.map(({ code }) => code)),
    makeElement(
      'details',
      {},
      makeElement('summary', {}, 'The request to the upstream, without credentials'),
      makeElement('pre', { class: 'code' }, JSON.stringify(upstream, undefined, 2)),
    ),
  );
}
