import { makeElement } from './make-element.js';

/** Names with their values, each a text or a node; those without a value are left out. */
export function makeFacts(facts, kind = 'facts-list') {
  const given = facts.filter(([, value]) => value !== undefined);
  return makeElement(
    'dl',
    { class: kind },
    ...given.map(([name, value]) => makeElement('div', {}, makeElement('dt', {}, name), makeElement('dd', {}, value))),
  );
}
