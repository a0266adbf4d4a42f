import { makeElement } from '../parts/make-element.js';
import { makeRow, makeTable } from '../parts/make-table.js';
import { clearList, showList } from '../parts/show-list.js';
import {
  toCachedPart,
  toCount,
  toDuration,
  toPercent,
  toShortCount,
  toShortTarget,
  toTime,
} from '../parts/to-words.js';
import { toCost } from './show-session.js';

const COLUMNS = [
  { title: 'Latest', name: 'when' },
  { title: 'Session', name: 'session' },
  { title: 'Person', name: 'person' },
  { title: 'Served by', name: 'target' },
  { title: 'Moves', name: 'moves', isNumber: true },
  { title: 'Requests', name: 'count', isNumber: true },
  { title: 'Failed', name: 'failed', isNumber: true },
  { title: 'Tokens', name: 'tokens', isNumber: true },
  { title: 'Cache', name: 'cached', isNumber: true },
  { title: 'Cost', name: 'cost', isNumber: true },
  { title: 'Time', name: 'duration', isNumber: true },
];

/** Shows the latest sessions: what each cost, its cache share, its models or pool members, and its moves. */
export function showSessions({ sessions }) {
  const place = document.getElementById('sessions');
  if (sessions.length === 0) {
    clearList(place);
    place.append(makeElement('p', { class: 'empty' }, 'No session yet: Claude Code sends an id with each request.'));
    return;
  }
  if (place.querySelector('table') === null) place.replaceChildren(makeTable('sessions', COLUMNS).table);
  showList(place.querySelector('tbody'), sessions, ({ name }) => name, toRow);
}

/** Of a name that is a path the provider and the last part. */
function shorten(name) {
  const [provider, ...model] = name.split('/');
  return toShortTarget(provider, model.join('/'));
}

function toRow(session) {
  const { name, token, models, pools, moved, requests, failed, input, cached, written, output } = session;
  const served = Object.keys(models).map(shorten);
  const members = pools.length > 0 ? `pool ${pools.join(', ')}: ${served.join(', ')}` : served.join(', ');
  const href = `#${new URLSearchParams({ view: 'requests', session: name })}`;
  return makeRow(COLUMNS, [
    toTime(session.last_at),
    { text: makeElement('a', { class: 'open', href }, name.slice(0, 8)), title: name },
    token ?? '–',
    { text: members, title: Object.keys(models).join(', ') },
    moved === 0 ? '–' : toCount(moved),
    toCount(requests),
    { text: failed === 0 ? '–' : toCount(failed), kind: failed === 0 ? undefined : 'bad' },
    toShortCount(input + cached + written + output),
    toPercent(toCachedPart(session)),
    toCost(session),
    toDuration(session.last_at - session.first_at),
  ]);
}
