import { meaningOf } from './change-meanings.js';
import { makeElement } from './make-element.js';

const ORDER = ['degraded', 'emulated', 'harmless', undefined];

/** A list of changes with what they mean, those that matter most first; a sentence where there are none. */
export function makeChanges(codes) {
  if (codes.length === 0) return makeElement('p', { class: 'soft' }, 'Nothing was changed.');
  const sorted = codes
    .map((code) => ({ code, ...meaningOf(code) }))
    .sort((a, b) => ORDER.indexOf(a.kind) - ORDER.indexOf(b.kind));
  return makeElement('ul', { class: 'changes' }, ...sorted.map(toItem));
}

function toItem({ code, kind, what }) {
  return makeElement(
    'li',
    {},
    makeElement('code', {}, code),
    makeElement('span', { class: `tag ${kind}` }, kind ?? ''),
    makeElement('p', {}, what.replaceAll('`', '')),
  );
}
