import { toAddress } from '../address.js';
import { isDegraded } from './change-meanings.js';
import { makeElement } from './make-element.js';
import { makeRow, makeTable } from './make-table.js';
import { clearList, showList } from './show-list.js';
import { toBadge, toOutcomeText } from './to-badge.js';
import { toCachedPart, toDollars, toDuration, toPercent, toShortCount, toShortTarget, toTime } from './to-words.js';

const COLUMNS = [
  { title: 'Ended', name: 'when' },
  { title: 'Result', name: 'outcome' },
  { title: 'Model', name: 'model' },
  { title: 'Served by', name: 'target' },
  { title: 'Changes', name: 'changed', isNumber: true },
  { title: 'Input', name: 'input', isNumber: true },
  { title: 'Cached', name: 'cached', isNumber: true },
  { title: 'Output', name: 'output', isNumber: true },
  { title: 'Cost', name: 'cost', isNumber: true },
  { title: 'First token', name: 'first', isNumber: true },
  { title: 'Duration', name: 'duration', isNumber: true },
  { title: 'Person', name: 'person' },
  { title: 'Session', name: 'session' },
];

/** Places whose rows were shown before: only later rows are new. */
const filled = new WeakSet();

/** Shows requests, a line each; a sentence where there are none. */
export function showRequestRows(place, requests, none) {
  if (requests.length === 0) {
    clearList(place);
    filled.delete(place);
    place.append(makeElement('p', { class: 'empty' }, none));
    return;
  }
  let table = place.querySelector('table');
  if (table === null) {
    table = makeTable('requests', COLUMNS).table;
    place.replaceChildren(table);
  }
  table.classList.toggle(
    'nameless',
    requests.every(({ token }) => token === undefined),
  );
  const isFresh = filled.has(place);
  showList(
    table.querySelector('tbody'),
    requests,
    ({ id }) => id,
    (request) => toRow(request, isFresh),
  );
  filled.add(place);
}

function toRow(request, isFresh) {
  const { id, at, asked, provider, model, changes, token, session, cost } = request;
  const open = makeElement('a', { class: 'open', href: '#', 'aria-label': `Request at ${toTime(at)}` }, toTime(at));
  // The link keeps the view and its filters as they are at the moment of the click.
  open.addEventListener('focus', () => (open.href = toAddress({ request: id })));
  open.addEventListener('pointerdown', () => (open.href = toAddress({ request: id })));
  open.href = toAddress({ request: id });
  return makeRow(
    COLUMNS,
    [
      { text: open, title: new Date(at).toLocaleString() },
      { text: toBadge(request), title: request.reason ?? toOutcomeText(request) },
      asked,
      { text: toShortTarget(provider, model), title: `${provider}/${model}` },
      toChanged(changes),
      toShortCount(toInput(request)),
      toPercent(toCachedPart(request)),
      toShortCount(request.output),
      { text: toDollars(cost), kind: cost === 'unknown' ? 'soft' : undefined },
      toDuration(request.first_token),
      toDuration(request.duration),
      token ?? '–',
      { text: session?.slice(0, 8) ?? '–', title: session },
    ],
    { 'data-id': id, class: isFresh ? 'fresh' : undefined },
  );
}

function toInput({ input, cached = 0, written = 0 }) {
  return input === undefined ? undefined : input + cached + written;
}

function toChanged(changes) {
  if (changes.length === 0) return '–';
  const kind = isDegraded(changes) ? 'degraded' : undefined;
  return { text: String(changes.length), kind, title: changes.join(', ') };
}
