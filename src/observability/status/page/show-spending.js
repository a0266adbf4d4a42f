import { makeElement } from './make-element.js';
import { toCount, toDollars, toShortCount } from './to-words.js';

/** Shows the highest costs by model, token and session. */
export function showSpending({ models, tokens, sessions, sees_all: seesAll }) {
  const tables = [
    toTable('By model', models, (name) => name),
    seesAll ? toTable('By token', tokens, (name) => name) : undefined,
    toTable('By session', sessions, (name) => (name.length > 12 ? `${name.slice(0, 8)}…` : name)),
  ];
  const shown = tables.filter((table) => table !== undefined);
  const none = makeElement('p', { class: 'empty' }, 'No costs yet.');
  document.getElementById('spending').replaceChildren(...(shown.length === 0 ? [none] : shown));
}

function toTable(title, rows, toName) {
  if (rows.length === 0) return undefined;
  const head = ['Requests', 'Tokens', 'Cost'].map((text) => makeElement('th', { scope: 'col', class: 'number' }, text));
  return makeElement(
    'table',
    { class: 'plain' },
    makeElement('thead', {}, makeElement('tr', {}, makeElement('th', { scope: 'col' }, title), ...head)),
    makeElement('tbody', {}, ...rows.map((row) => toRow(row, toName))),
  );
}

function toRow({ name, requests, input, cached, written, output, cost, unpriced }, toName) {
  const isUnknown = unpriced > 0 && cost === 0;
  const remark = unpriced > 0 && cost > 0 ? makeElement('small', {}, `${toCount(unpriced)} unknown`) : undefined;
  return makeElement(
    'tr',
    {},
    makeElement('td', { class: 'name', title: name }, toName(name)),
    makeElement('td', { class: 'number' }, toCount(requests)),
    makeElement('td', { class: 'number' }, toShortCount(input + cached + written + output)),
    makeElement('td', { class: isUnknown ? 'number soft' : 'number' }, isUnknown ? 'unknown' : toDollars(cost), remark),
  );
}
