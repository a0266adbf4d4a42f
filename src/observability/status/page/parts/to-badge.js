import { makeElement } from './make-element.js';

/** How a request ended, in short words. */
export function toOutcomeText({ outcome, status }) {
  if (outcome === 'left') return 'left early';
  return outcome === 'ok' ? 'ok' : `${status} ${outcome.replace(/_error$/, '').replaceAll('_', ' ')}`;
}

/** The kind of an outcome, which is its colour: `good`, `bad` or `left`. */
export function toOutcomeKind({ outcome }) {
  return outcome === 'ok' ? 'good' : outcome === 'left' ? 'left' : 'bad';
}

/** The same as a dot and words; where it is narrow the first word stands alone. */
export function toBadge(request) {
  const [first, ...others] = toOutcomeText(request).split(' ');
  const rest = makeElement('span', { class: 'rest' }, others.map((word) => ` ${word}`).join(''));
  return makeElement('span', { class: `badge ${toOutcomeKind(request)}` }, first, others.length > 0 ? rest : undefined);
}
