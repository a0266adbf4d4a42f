import { makeRow, makeTable } from '../parts/make-table.js';
import { showList } from '../parts/show-list.js';

/** From 90 days before its end on, a model is shown as a problem. */
const WARNING_MS = 90 * 24 * 60 * 60 * 1000;

const COLUMNS = [
  { title: 'Asked for', name: 'name' },
  { title: 'Goes to', name: 'target' },
  { title: 'Rule', name: 'rule' },
  { title: 'Remarks', name: 'remark' },
];

/** Shows which provider and model serves which name. */
export function showRoutes({ routes, now }) {
  const place = document.getElementById('routes');
  if (place.querySelector('table') === null) place.replaceChildren(makeTable('routes', COLUMNS).table);
  const rows = routes.map((route) => ({ ...route, isEnding: isEnding(route, now) }));
  showList(place.querySelector('tbody'), rows, ({ asked }) => asked, toRow);
}

function isEnding({ known: { retires } }, now) {
  return retires !== undefined && Date.parse(retires) - now < WARNING_MS;
}

function toRow({ asked, provider, model, reason, missing, known, isEnding: ending }) {
  const target = asked.endsWith('*') && model.endsWith('*') ? `${provider}/…` : `${provider}/${model}`;
  const remarks = [
    missing.length === 0 ? undefined : `needs ${missing.join(', ')}`,
    known.retires === undefined ? undefined : toEnd(known),
  ].filter((remark) => remark !== undefined);
  const kind = missing.length > 0 || ending ? 'bad' : 'soft';
  return makeRow(COLUMNS, [
    asked === '*' ? 'anything else' : asked,
    target,
    reason,
    { text: remarks.join('; ') || '–', kind },
  ]);
}

function toEnd({ retires, successor }) {
  return `ends ${retires}${successor === undefined ? '' : `, then ${successor}`}`;
}
