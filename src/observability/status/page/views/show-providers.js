import { makeElement } from '../parts/make-element.js';
import { makeRow, makeTable } from '../parts/make-table.js';
import { showList } from '../parts/show-list.js';
import { toCount } from '../parts/to-words.js';

const COLUMNS = [
  { title: 'Provider', name: 'name' },
  { title: 'State', name: 'outcome' },
  { title: 'Requests', name: 'count', isNumber: true },
  { title: 'Failures', name: 'failed', isNumber: true },
  { title: 'Last failure', name: 'last' },
];
const STATES = { up: ['good', 'up'], failing: ['bad', 'failing'], unknown: ['left', 'no requests yet'] };

/** Shows the health of each provider, from real requests. */
export function showProviders({ providers }) {
  const place = document.getElementById('providers');
  if (place.querySelector('table') === null) place.replaceChildren(makeTable('providers', COLUMNS).table);
  const rows = Object.entries(providers).map(([name, health]) => ({ name, ...health }));
  showList(place.querySelector('tbody'), rows, ({ name }) => name, toRow);
}

function toRow({ name, status, requests, failures, last_failure: last }) {
  const [kind, text] = STATES[status];
  return makeRow(COLUMNS, [
    name,
    { text: makeElement('span', { class: `badge ${kind}` }, text), title: text },
    toCount(requests),
    toCount(failures),
    last === undefined ? '–' : `${last.status} ${last.type}, ${new Date(last.at).toLocaleString()}`,
  ]);
}
