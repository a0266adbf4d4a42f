import { showCharts } from './show-charts.js';
import { showLists } from './show-lists.js';
import { showRequests } from './show-requests.js';
import { showSpending } from './show-spending.js';
import { makeElement } from './make-element.js';
import { showNotices } from './show-notices.js';
import { toCachedPart, toCount, toDollars, toDuration, toPercent, toShortCount } from './to-words.js';

const find = (id) => document.getElementById(id);

/** Shows an update of the gateway. */
export function showUpdate(update) {
  const stopping = update.state === 'stopping';
  showState(stopping ? 'lost' : 'live', stopping ? 'Stopping' : 'Live');
  const viewer = update.sees_all ? '' : ` · only requests of ${update.viewer}`;
  find('facts').textContent = `${update.version} · up ${toDuration(update.now - update.started_at)}${viewer}`;
  showNotices(update);
  showTotals(update);
  showCharts(update.minutes, update.now);
  showRequests(update.requests);
  showSpending(update);
  showLists(update);
}

/** Removes all data of the gateway from the page. */
export function forgetAll() {
  for (const id of ['notices', 'totals', 'charts', 'requests', 'spending', 'routes', 'providers', 'corrections'])
    find(id).replaceChildren();
  find('facts').textContent = '';
}

/** The state of the connection in a word. Screen readers announce it only when it changes. */
export function showState(kind, text) {
  const state = find('state');
  state.className = `state ${kind}`;
  if (state.textContent !== text) state.textContent = text;
}

function showTotals({ totals, open }) {
  const { requests, failed, input, cached, written, output, cost, unpriced } = totals;
  const missing = unpriced === 0 ? 'all priced' : `${toCount(unpriced)} without a known price`;
  find('totals').replaceChildren(
    toTotal('Cost', unpriced > 0 && cost === 0 ? 'unknown' : toDollars(cost), missing, 'lead'),
    toTotal('Requests', toCount(requests), `${toCount(failed)} failed`),
    toTotal('In progress', toCount(open), 'at this moment'),
    toTotal('Tokens in', toShortCount(input + cached + written), `${toShortCount(cached)} from a cache`),
    toTotal('Tokens out', toShortCount(output), 'thinking included'),
    toTotal('Cache hits', toPercent(toCachedPart(totals)), 'of all input'),
  );
}

function toTotal(name, value, remark, kind) {
  return makeElement(
    'div',
    { class: kind },
    makeElement('dt', {}, name),
    makeElement('dd', {}, value, makeElement('small', {}, remark)),
  );
}
