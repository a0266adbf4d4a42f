import { makeElement } from '../parts/make-element.js';
import { showList } from '../parts/show-list.js';
import { toCount, toDuration } from '../parts/to-words.js';
import { showState } from './show-state.js';

const HEALTH = { up: 'up', failing: 'failing', unknown: 'no requests yet' };

const find = (id) => document.getElementById(id);

/** Shows the gateway's state, whose figures these are, and the state of each provider. */
export function showHeader(update) {
  const stopping = update.state === 'stopping';
  showState(stopping ? 'lost' : 'live', stopping ? 'Stopping' : 'Live');
  find('facts').textContent = toFacts(update).join(' · ');
  find('scope').textContent = toScope(update);
  const providers = Object.entries(update.providers).map(([name, { status }]) => ({ name, status }));
  showList(find('strip'), providers, ({ name }) => name, toProvider);
}

function toFacts({ version, now, started_at: start, host, workers, sees_all: seesAll, viewer }) {
  const own = seesAll ? undefined : `only requests of ${viewer}`;
  const sum = workers > 1 ? `${toCount(workers)} workers` : undefined;
  return [version, `up ${toDuration(now - start)}`, host, sum, own]
    .filter((fact) => fact !== undefined)
    .map((fact) => fact.replaceAll(' ', '\u00a0'));
}

function toScope({ host, workers, sees_all: seesAll, viewer }) {
  const processes = workers > 1 ? `, the sum of its ${toCount(workers)} workers` : '';
  const people = seesAll ? 'all requests' : `the requests of ${viewer}`;
  return `Figures: ${people} to ${host} since its start${processes}. Other replicas have their own.`;
}

function toProvider({ name, status }) {
  const kind = { up: 'good', failing: 'bad', unknown: 'left' }[status];
  return makeElement('li', { title: HEALTH[status] }, makeElement('span', { class: `badge ${kind}` }, name));
}
