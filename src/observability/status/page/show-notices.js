import { makeElement } from './make-element.js';
import { toCount } from './to-words.js';

const list = document.getElementById('notices');

/** Shows what an operator should know before anything else: providers that fail, with the reason, and the demo. */
export function showNotices({ providers, is_demo: isDemo }) {
  const failing = Object.entries(providers).filter(([, { status }]) => status === 'failing');
  const notices = failing.map(toFailing);
  if (isDemo) notices.push(toDemo());
  list.hidden = notices.length === 0;
  // Screen readers announce the list when it changes, so it changes only with its text.
  if (list.textContent === notices.map(({ textContent }) => textContent).join('')) return;
  list.replaceChildren(...notices);
}

function toFailing([name, { failures_in_a_row: count, last_failure: last }]) {
  const times = count === 1 ? 'the last request' : `${toCount(count)} requests in a row`;
  return makeElement('li', { class: 'failing' }, `${name} fails: ${last.status} ${last.type}, ${times}`);
}

function toDemo() {
  const command = makeElement('code', {}, 'npm start -- init');
  return makeElement('li', {}, 'Demo: no provider is configured, so no model answers. Next: ', command);
}
