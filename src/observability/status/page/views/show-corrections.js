import { makeElement } from '../parts/make-element.js';
import { makeRow, makeTable } from '../parts/make-table.js';
import { clearList, showList } from '../parts/show-list.js';
import { toTime } from '../parts/to-words.js';

const COLUMNS = [
  { title: 'Upstream', name: 'name' },
  { title: 'Model', name: 'target' },
  { title: 'Correction', name: 'rule' },
  { title: 'Learnt', name: 'when' },
  { title: 'Until', name: 'when' },
];

/** Shows what upstreams have asked to be changed in requests. */
export function showCorrections({ corrections }) {
  const place = document.getElementById('corrections');
  if (corrections.length === 0) {
    clearList(place);
    place.append(makeElement('p', { class: 'empty' }, 'No upstream has refused a request that the gateway corrected.'));
    return;
  }
  if (place.querySelector('table') === null) place.replaceChildren(makeTable('corrections', COLUMNS).table);
  showList(place.querySelector('tbody'), corrections, toKey, toRow);
}

function toKey({ upstream, model, cause }) {
  return `${upstream} ${model} ${cause}`;
}

function toRow({ upstream, model, cause, trait, learntAt, expiresAt }) {
  return makeRow(COLUMNS, [upstream, model, trait ?? cause, toTime(learntAt), toTime(expiresAt)]);
}
