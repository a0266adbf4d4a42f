import { makeElement } from '../parts/make-element.js';
import { makeRow, makeTable } from '../parts/make-table.js';
import { showList } from '../parts/show-list.js';
import { toCachedPart, toCount, toPercent, toShortCount } from '../parts/to-words.js';
import { toCost } from './show-session.js';

/** Shows the highest costs: for operators by model, person and group, for others by model. */
export function showSpending({ models, people, groups, sees_all: seesAll }) {
  const tables = [
    { title: 'By group', rows: seesAll ? groups : [] },
    { title: 'By person', rows: seesAll ? people : [] },
    { title: 'By model', rows: models },
  ].filter(({ rows }) => rows.length > 0);
  const place = document.getElementById('spending');
  showList(place, tables.length === 0 ? [{ title: '', rows: [] }] : tables, ({ title }) => title, toSection);
}

function toSection({ title, rows }) {
  if (rows.length === 0) return makeElement('p', { class: 'empty' }, 'Nothing was spent yet.');
  const columns = [
    { title, name: 'name' },
    { title: 'Requests', name: 'count', isNumber: true },
    { title: 'Tokens', name: 'tokens', isNumber: true },
    { title: 'Cache', name: 'cached', isNumber: true },
    { title: 'Cost', name: 'cost', isNumber: true },
  ];
  const { table, body } = makeTable('spending', columns);
  body.append(...rows.map((row) => makeRow(columns, toCells(row))));
  return makeElement('section', { 'aria-label': title }, table);
}

function toCells(row) {
  const { name, requests, input, cached, written, output, unpriced } = row;
  const unknown = unpriced > 0 ? `the price of ${toCount(unpriced)} requests is unknown` : undefined;
  return [
    name,
    toCount(requests),
    toShortCount(input + cached + written + output),
    toPercent(toCachedPart(row)),
    { text: toCost(row), title: unknown, kind: row.cost === 0 && unpriced > 0 ? 'soft' : undefined },
  ];
}
